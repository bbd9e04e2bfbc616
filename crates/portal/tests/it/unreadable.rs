//! What cannot be read comes back to whoever sent it, in their language.

use axum::http::StatusCode;
use db::testing::each_engine;
use portal::migrations;

use crate::{browser::Browser, world::Demo};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_cannot_be_read_comes_back_in_the_persons_language() {
    each_engine(migrations::ALL, async |db| {
        let demo = Demo::new(&db).await;
        let mads = Browser::of(&demo, "dk-supervisor").await;
        mads.post_and_follow("/me/language", &[("language", "nn")]).await;
        let tray = mads.get("/sign-offs").await;
        let id = tray.value("ids");
        let path = format!("/sign-offs/{id}/return");
        let back = mads.post_raw(&path, "key=a&comment=Godt+%C3%A5+sj%E5%22%3E&from=1").await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", back.html);
        assert!(
            back.html.contains("Innhaldet kan ikkje lesast") && back.html.contains("lang=\"nn\""),
            "{}",
            back.html
        );
        let typed = "Godt å sj\u{FFFD}&quot;&gt;</textarea>";
        assert!(
            back.html.contains(typed) && back.html.contains(&format!("action=\"{path}\"")),
            "{}",
            back.html
        );
        assert_eq!((back.value("key").as_str(), back.value("from").as_str()), ("a", "1"));
        assert_eq!(mads.get("/sign-offs").await.value("ids"), id, "nothing was done");
        let secret = mads.post_raw("/me/password", "current=%ff&new=hemmeleg&again=hemmeleg").await;
        assert_eq!(secret.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!secret.html.contains("hemmeleg") && secret.html.contains("Innhaldet kan ikkje lesast"));
        let turned = mads.post(&path, &[("comment", "Godt \u{202E}tdog")]).await;
        assert_eq!(turned.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(turned.html.contains("snur leseretninga"), "{}", turned.html);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_too_large_is_said_in_the_persons_language() {
    each_engine(migrations::ALL, async |db| {
        let demo = Demo::new(&db).await;
        let mads = Browser::of(&demo, "dk-supervisor").await;
        mads.post_and_follow("/me/language", &[("language", "nn")]).await;
        for length in [300 * 1024, 2 * 1024 * 1024] {
            for path in ["/sign-offs/attest", "/me/language", "/nowhere"] {
                let large = mads.post_raw(path, &format!("comment={}", "x".repeat(length))).await;
                let known = large.status == StatusCode::PAYLOAD_TOO_LARGE || path == "/nowhere";
                assert!(
                    known && large.html.contains("lang=\"nn\""),
                    "{path}: {} {}",
                    large.status,
                    large.html
                );
            }
        }
    })
    .await;
}
