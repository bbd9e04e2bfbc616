//! A form with a file: the file goes to the disk as it comes, the rest is read as any form is.

use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode, header},
};
use domain::refusal::Problem as Wrong;
use multer::{Constraints, Field, Multipart, SizeLimit};
use web::{Problem, form::FORM_BYTES_MAX};

use crate::{
    documents::{self, FILE_BYTES_MAX, Filed, NotFiled},
    door,
    portal::Call,
};

/// What came.
pub struct Upload {
    /// The head of the request.
    pub headers: HeaderMap,
    /// Its fields, in the order in which they came.
    pub fields: Vec<(String, String)>,
    /// The file's name as it was sent, and the file or what is wrong with it; none when there was no file.
    pub file: Option<(String, Result<Filed, Wrong>)>,
}

/// The field that holds the file.
pub const FILE: &str = "file";
/// The most fields beside the file.
const FIELDS_MAX: usize = 20;

impl Upload {
    /// Reads a form of somebody who may send one. What is wrong with the file is told with the other fields; what is no such form,
    /// or too large in all, at once.
    pub async fn read(call: &Call, request: Request) -> Result<Self, Problem> {
        documents::may_file(call).await.map_err(door::problem)?;
        let (parts, body) = request.into_parts();
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let boundary = kind.and_then(|kind| multer::parse_boundary(kind).ok());
        let boundary = boundary.ok_or_else(|| Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE))?;
        // How large the file may be, the folder says while it takes it; the rest of it is read, so that the form can say so.
        let whole = documents::LARGER[0].body_bytes_max as u64;
        let limit =
            SizeLimit::new().whole_stream(whole).per_field(FORM_BYTES_MAX as u64).for_field(FILE, whole);
        let limits = Constraints::new().size_limit(limit);
        let mut form = Multipart::with_constraints(body.into_data_stream(), boundary, limits);
        let mut upload = Self { headers: parts.headers, fields: Vec::new(), file: None };
        while let Some(field) = form.next_field().await.map_err(|error| cut(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == FILE {
                upload.take(call, field).await?;
            } else if upload.fields.len() == FIELDS_MAX {
                return Err(too_large());
            } else {
                let bytes = field.bytes().await.map_err(|error| cut(&error))?;
                let text = String::from_utf8(bytes.to_vec());
                upload.fields.push((name, text.unwrap_or_else(|_| "\u{0}".to_owned())));
            }
        }
        Ok(upload)
    }

    /// Takes the file in, as it comes. There is one.
    async fn take(&mut self, call: &Call, field: Field<'_>) -> Result<(), Problem> {
        if self.file.is_some() {
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "fields").field(FILE, "repeated"));
        }
        let called = field.file_name().unwrap_or_default().to_owned();
        let filed = match call.portal.files.take(&call.portal.world, Box::pin(field)).await {
            Ok(filed) => Ok(filed),
            Err(NotFiled::TooLarge) => Err(Wrong::TooLarge { max: FILE_BYTES_MAX }),
            Err(NotFiled::Empty) => Err(Wrong::Required),
            Err(NotFiled::Unknown) => Err(Wrong::NotADocument),
            Err(NotFiled::CutOff) => Err(Wrong::CutOff),
            Err(NotFiled::Fault(fault)) => return Err(door::problem(fault.into())),
        };
        // A form without a chosen file sends one without a name.
        if !(called.is_empty() && filed == Err(Wrong::Required)) {
            self.file = Some((called, filed));
        }
        Ok(())
    }
}

fn too_large() -> Problem {
    Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE)
}

fn cut(error: &multer::Error) -> Problem {
    match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => too_large(),
        _ => Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "fields").field(FILE, Wrong::CutOff.code()),
    }
}
