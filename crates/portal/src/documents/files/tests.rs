//! Files as they come, are copied, and go.

use std::{
    collections::HashSet,
    time::{Duration, SystemTime},
};

use super::*;

fn pieces(all: &[&'static [u8]]) -> impl Stream<Item = Result<Bytes, ()>> + Unpin {
    stream::iter(all.iter().map(|piece| Ok(Bytes::from_static(piece))).collect::<Vec<_>>())
}

#[tokio::test]
async fn a_file_lies_under_its_digest_and_a_changed_one_is_not_given_out() {
    let folder = tempfile::tempdir().unwrap();
    let (files, world) = (Files::at(&folder.path().join("documents")), World::real());
    let filed = files.take(&world, pieces(&[b"%P", b"DF-1.7 aftale", b""])).await.unwrap();
    assert_eq!((filed.media, filed.bytes), (Media::Pdf, 15));
    assert_eq!(files.take(&world, pieces(&[b"%PDF-1.7 aftale"])).await.unwrap(), filed, "once");
    let read: Vec<_> = files.read(&filed.digest).await.unwrap().collect().await;
    assert_eq!(read.into_iter().map(Result::unwrap).collect::<Vec<_>>(), [&b"%PDF-1.7 aftale"[..]]);
    std::fs::write(files.place(&filed.digest), b"%PDF-1.7 Aftale").unwrap();
    let changed = files.read(&filed.digest).await.err().expect("it was changed");
    assert!(changed.to_string().contains("is not what it was"));
}

#[tokio::test]
async fn a_copy_holds_every_file_and_takes_only_what_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let (files, world) = (Files::at(&folder.path().join("a")), World::real());
    let copy = Files::at(&folder.path().join("b"));
    let copied = async || files.copy_to(&copy).await.unwrap();
    assert_eq!(copied().await, Copied::default(), "there is nothing yet");
    let one = files.take(&world, pieces(&[b"%PDF-1"])).await.unwrap();
    assert_eq!(copied().await.all, 1);
    let two = files.take(&world, pieces(&[b"%PDF-2"])).await.unwrap();
    assert!(copy.has(&one.digest, one.bytes).await && !copy.has(&two.digest, two.bytes).await);
    assert_eq!(copied().await.all, 2);
    assert!(copy.has(&two.digest, two.bytes).await && !copy.has(&two.digest, 1).await);
    let three = files.take(&world, pieces(&[b"%PDF-3"])).await.unwrap();
    std::fs::write(files.place(&three.digest), b"%PDF-4").unwrap();
    assert!(!files.is_sound(&three.digest).await && files.is_sound(&two.digest).await);
    let four = files.take(&world, pieces(&[b"%PDF-4"])).await.unwrap();
    assert_eq!(copied().await, Copied { all: 3, damaged: vec![three.digest] }, "the others come along");
    assert!(copy.has(&four.digest, 6).await && !copy.has(&three.digest, 6).await);
    assert_eq!(std::fs::read_dir(folder.path().join("b")).unwrap().count(), 3, "nothing is left half done");
    // One that goes at this moment is none.
    std::fs::remove_file(files.place(&three.digest)).unwrap();
    std::os::unix::fs::symlink("nowhere", files.place(&three.digest)).unwrap();
    assert_eq!(copied().await, Copied { all: 3, damaged: Vec::new() });
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_reads_them() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let (files, world) = (Files::at(&folder.path().join("a")), World::real());
    let one = files.take(&world, pieces(&[b"%PDF-1"])).await.unwrap();
    let copy = Files::at(&folder.path().join("b"));
    copy.make().unwrap();
    files.copy_to(&copy).await.unwrap();
    for place in [files.place(&one.digest), copy.place(&one.digest)] {
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let part = place.parent().unwrap();
        assert_eq!((mode(&place), mode(part), mode(part.parent().unwrap())), (0o600, 0o700, 0o700));
    }
}

/// Long after this test.
fn far() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(200 * 365 * 24 * 3600)
}

#[tokio::test]
async fn what_nobody_names_goes_when_it_is_old() {
    let folder = tempfile::tempdir().unwrap();
    let (files, world) = (Files::at(folder.path()), World::real());
    let named = files.take(&world, pieces(&[b"%PDF-1"])).await.unwrap();
    let other = files.take(&world, pieces(&[b"%PDF-2"])).await.unwrap();
    std::fs::write(folder.path().join("arriving-0"), b"%PDF").unwrap();
    let which = only(named.digest);
    assert_eq!(files.forget(SystemTime::UNIX_EPOCH, &which).await.unwrap(), 0, "they are new");
    assert_eq!(files.forget(far(), &which).await.unwrap(), 2);
    assert!(files.has(&named.digest, 6).await && !files.has(&other.digest, 6).await);
    // Named at the second look: it stays.
    let asked = std::cell::Cell::new(0);
    let late = |all: Vec<FileDigest>| {
        let named = if asked.replace(1) == 1 { all.into_iter().collect() } else { HashSet::new() };
        std::future::ready(Ok(named))
    };
    assert_eq!(files.forget(far(), late).await.unwrap(), 0);
    assert!(files.has(&named.digest, 6).await);
}

/// Names this one and no other.
fn only(
    named: FileDigest,
) -> impl Fn(Vec<FileDigest>) -> std::future::Ready<anyhow::Result<HashSet<FileDigest>>> {
    move |all| std::future::ready(Ok(all.into_iter().filter(|digest| *digest == named).collect()))
}

#[tokio::test]
async fn what_a_kill_left_about_to_go_is_put_back_or_goes() {
    let folder = tempfile::tempdir().unwrap();
    let (files, world) = (Files::at(folder.path()), World::real());
    let leaving = |digest: &FileDigest| files.place(digest).with_extension("leaving");
    let mut all = Vec::new();
    for text in [&b"%PDF-1"[..], b"%PDF-2", b"%PDF-3"] {
        all.push(files.take(&world, pieces(&[text])).await.unwrap().digest);
        std::fs::rename(files.place(all.last().unwrap()), leaving(all.last().unwrap())).unwrap();
    }
    // The second one came again meanwhile.
    files.take(&world, pieces(&[b"%PDF-2"])).await.unwrap();
    assert_eq!(files.forget(SystemTime::UNIX_EPOCH, only(all[0])).await.unwrap(), 0, "they are new");
    assert!(files.has(&all[2], 6).await && !leaving(&all[1]).exists());
    for digest in [&all[0], &all[2]] {
        std::fs::rename(files.place(digest), leaving(digest)).unwrap();
    }
    assert_eq!(files.forget(far(), only(all[0])).await.unwrap(), 2, "what nobody names");
    assert!(files.has(&all[0], 6).await && !files.has(&all[1], 6).await && !files.has(&all[2], 6).await);
    assert!(!all.iter().any(|digest| leaving(digest).exists()));
}

#[tokio::test]
async fn what_goes_wrong_with_one_file_leaves_it_and_the_others_go() {
    let folder = tempfile::tempdir().unwrap();
    let (files, world) = (Files::at(folder.path()), World::real());
    let one = files.take(&world, pieces(&[b"%PDF-1"])).await.unwrap();
    let other = files.take(&world, pieces(&[b"%PDF-2"])).await.unwrap();
    // Nobody knows what is named: all stays where it was.
    let asked = std::cell::Cell::new(0);
    let fails = |_| {
        asked.set(asked.get() + 1);
        let answer = if asked.get() == 1 { Ok(HashSet::new()) } else { Err(anyhow::anyhow!("no database")) };
        std::future::ready(answer)
    };
    assert!(files.forget(far(), fails).await.is_err());
    assert!(files.has(&one.digest, 6).await && files.has(&other.digest, 6).await);
    // A folder in the way of one.
    std::fs::create_dir_all(files.place(&one.digest).with_extension("leaving").join("full")).unwrap();
    assert_eq!(files.forget(far(), only([0; 32])).await.unwrap(), 1);
    assert!(files.has(&one.digest, 6).await && !files.has(&other.digest, 6).await);
    // Another server was faster.
    let faster = |all: Vec<FileDigest>| {
        all.iter().for_each(|digest| drop(std::fs::remove_file(files.place(digest))));
        std::future::ready(Ok(HashSet::new()))
    };
    assert_eq!(files.forget(far(), faster).await.unwrap(), 0);
}

#[tokio::test]
async fn what_is_none_of_ours_is_not_taken_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (files, world) = (Files::at(folder.path()), World::real());
    let bad: [&[&'static [u8]]; 5] =
        [&[], &[b"<svg onload=alert(1)>"], &[b"PK\x03\x04"], &[b"\x89PNG\r\n"], &[b" %PDF-1.7"]];
    for one in bad {
        assert!(files.take(&world, pieces(one)).await.is_err());
    }
    let cut: Vec<Result<Bytes, ()>> = vec![Ok(Bytes::from_static(b"%PDF-1.7")), Err(())];
    assert!(matches!(files.take(&world, stream::iter(cut)).await, Err(NotFiled::CutOff)));
    static BLOCK: [u8; 1 << 20] = [b'%'; 1 << 20];
    let large = stream::iter((0..21).map(|_| Ok::<_, ()>(Bytes::from_static(&BLOCK))));
    assert!(matches!(files.take(&world, large).await, Err(NotFiled::TooLarge)));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
