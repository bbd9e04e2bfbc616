//! An address that only takes in what a button sends: whoever asks for it is told so, in their language, and finds a way on.

use axum::http::StatusCode;
use db::{Db, testing::each_engine};
use portal::{
    migrations,
    routes::{DEMO, PAGES, page_above},
};

use crate::{browser::Browser, world::Demo};

/// The address with something in the place of every name.
fn named(path: &str) -> String {
    let part = |part: &str| {
        if part.starts_with('{') {
            "00000000-0000-0000-0000-000000000007".to_owned()
        } else {
            part.to_owned()
        }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_only_takes_in_shows_a_page_with_a_way_back() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let emil = Browser::of(&demo, "dk-basic").await;
        let is_page = |path: &str| PAGES.iter().any(|line| line.method == "get" && line.path == path);
        let only = PAGES.iter().chain(DEMO).filter(|line| line.method == "post" && !is_page(line.path));
        let mut count = 0;
        for line in only {
            let (path, page) = (named(line.path), emil.get(&named(line.path)).await);
            count += 1;
            if page.status == StatusCode::SEE_OTHER {
                assert_ne!(page.to, path, "it leads on");
                continue;
            }
            assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
            let way = format!("href=\"{}\"", page_above(&path));
            assert!(page.html.contains(&way) && page.html.contains("lang=\"da"), "{path}: {}", page.html);
        }
        assert!(count > 30, "{count} addresses were looked at");
    })
    .await;
}

#[test]
fn the_page_above_is_the_nearest_that_shows_something() {
    for (path, above) in [
        ("/cases/7/decision", "/cases/7"),
        ("/dossiers/7/send", "/dossiers/7"),
        ("/me/sessions/7/end", "/me/sessions"),
        ("/roles/7/strange/end", "/roles"),
        ("/documents/7/verify", "/"),
        ("/logout", "/"),
        ("/", "/"),
        ("//", "/"),
        ("", "/"),
    ] {
        assert_eq!(page_above(path), above, "{path}");
    }
}
