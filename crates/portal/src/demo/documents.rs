//! The documents on record in the demo: made up, each a small PDF that says DEMO.

use base::DocumentId;
use db::{Conn, Work as _};
use domain::text::Comment;
use futures_util::stream;

use super::Making;
use crate::{
    documents::{AddDocument, Filed, VerifyDocument},
    employments::{self, ConfirmEmployments},
    error::{Error, Result},
    portal::App,
};

/// A document, who files it, and who has seen the original on the day after.
pub(super) struct Document {
    whose: &'static str,
    kind: &'static str,
    name: &'static str,
    says: &'static str,
    /// Filed in which month from now, so many days after it began.
    filed_month: i32,
    filed_days: i32,
    seen_by: &'static str,
}

const DOCUMENTS: &[Document] = &[
    Document {
        whose: "dk-basic",
        kind: "agreement",
        name: "Ansættelses- og uddannelsesaftale.pdf",
        says: "Ansaettelses- og uddannelsesaftale, hele KBU",
        filed_month: -4,
        filed_days: 3,
        seen_by: "dk-tutor",
    },
    Document {
        whose: "dk-basic",
        kind: "addendum",
        name: "Tillæg, Lægerne Havnegade.pdf",
        says: "Tillaeg til aftalen: 2. ansaettelse, Laegerne Havnegade",
        filed_month: -4,
        filed_days: 4,
        seen_by: "dk-tutor",
    },
];

/// Puts the files into the portal's folder, before the transaction in which they are put on record.
pub(super) async fn filed(app: &App) -> Result<Vec<(&'static Document, Filed)>> {
    let mut all = Vec::with_capacity(DOCUMENTS.len());
    for document in DOCUMENTS {
        let piece = stream::iter([Ok::<_, std::convert::Infallible>(pdf(document.says).into())]);
        let filed = app.files.take(&app.world, piece).await;
        all.push((document, filed.map_err(|why| Error::from(anyhow::Error::from(why)))?));
    }
    Ok(all)
}

impl Making<'_> {
    /// Puts them on record, and has their originals seen.
    pub(super) async fn file_documents(&self, c: &mut Conn, all: &[(&Document, Filed)]) -> Result<()> {
        for (one, filed) in all {
            let begins = self.month(one.filed_month);
            let day = begins.plus_days(one.filed_days);
            let at = |day: base::Day, minutes: i64| base::Moment::start_of(day).plus_seconds(minutes * 60);
            let add = AddDocument {
                call: self.call(one.whose, at(day, 11 * 60)),
                programme: None,
                kind: one.kind.to_owned(),
                requirement: None,
                plan: None,
                name: one.name.to_owned(),
                on: Some(begins),
                filed: *filed,
            };
            let document: DocumentId = add.run(c).await?;
            let call = self.call(one.seen_by, at(day.plus_days(1), 8 * 60));
            let comment = Comment::read("Original set.").expect("it is fit to be said");
            VerifyDocument { call, document, comment }.run(c).await?;
        }
        Ok(())
    }
}

impl Making<'_> {
    /// The doctor in the last month has confirmed the overview of employments.
    pub(super) async fn confirm_employments(&self, c: &mut Conn) -> Result<()> {
        let at = base::Moment::start_of(self.today.plus_days(-3)).plus_seconds(9 * 3600);
        let call = self.call("dk-basic", at);
        let digest = employments::overview(c, call.actor).await?.digest;
        ConfirmEmployments { call, digest: hex::encode(digest) }.run(c).await
    }
}

/// One page with one line, as plain as a PDF can be.
fn pdf(says: &str) -> Vec<u8> {
    let page = format!("BT /F1 18 Tf 72 760 Td (DEMO) Tj 0 -36 Td /F1 12 Tf ({says}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>"
            .to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::with_capacity(objects.len());
    for (nth, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", nth + 1));
    }
    let table = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    ));
    file.into_bytes()
}
