//! Files as they come, are copied, and go.

use std::time::{Duration, SystemTime};

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
    assert_eq!(files.copy_to(&copy).await.unwrap(), 0, "there is nothing yet");
    let one = files.take(&world, pieces(&[b"%PDF-1"])).await.unwrap();
    assert_eq!(files.copy_to(&copy).await.unwrap(), 1);
    let two = files.take(&world, pieces(&[b"%PDF-2"])).await.unwrap();
    assert!(copy.has(&one.digest, one.bytes).await && !copy.has(&two.digest, two.bytes).await);
    assert_eq!(files.copy_to(&copy).await.unwrap(), 2);
    assert!(copy.has(&two.digest, two.bytes).await && !copy.has(&two.digest, 1).await);
    let three = files.take(&world, pieces(&[b"%PDF-3"])).await.unwrap();
    std::fs::write(files.place(&three.digest), b"%PDF-4").unwrap();
    assert!(!files.is_sound(&three.digest).await && files.is_sound(&two.digest).await);
    let why = files.copy_to(&copy).await.unwrap_err();
    assert!(why.to_string().contains("is not what it was") && !copy.has(&three.digest, 6).await);
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
    let is_named = |digest: FileDigest| std::future::ready(Ok(digest == named.digest));
    assert_eq!(files.forget(SystemTime::UNIX_EPOCH, is_named).await.unwrap(), 0, "they are new");
    assert_eq!(files.forget(far(), is_named).await.unwrap(), 2);
    assert!(files.has(&named.digest, 6).await && !files.has(&other.digest, 6).await);
    // Named at the second look: it stays.
    let asked = std::cell::Cell::new(0);
    let late = |_| std::future::ready(Ok(asked.replace(1) == 1));
    assert_eq!(files.forget(far(), late).await.unwrap(), 0);
    assert!(files.has(&named.digest, 6).await);
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
