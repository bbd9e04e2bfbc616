//! What is measured: every request by route, method and status; and what `/metrics` says.

use std::sync::OnceLock;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use web::front::Measured;

/// Seconds that the histogram of requests tells apart.
const BUCKETS: [f64; 10] = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// The recorder of this process; made once, whoever asks first.
fn recorder() -> &'static PrometheusHandle {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    RECORDER.get_or_init(|| {
        let builder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Full("http_request_seconds".to_owned()), &BUCKETS)
            .expect("the buckets are not empty");
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        // Somebody else's recorder stays; then ours is empty, and so is the page.
        let _ = metrics::set_global_recorder(recorder);
        handle
    })
}

/// Counts a request. A path that no route matched is one series, so that strangers cannot make many.
pub(super) fn note(request: &Measured<'_>) {
    let route = request.route.unwrap_or("none").to_owned();
    let method = match request.method.as_str() {
        "GET" | "HEAD" => "GET",
        "POST" => "POST",
        "DELETE" => "DELETE",
        _ => "other",
    };
    let status = request.status.as_u16().to_string();
    metrics::counter!("http_requests_total", "method" => method, "route" => route.clone(), "status" => status).increment(1);
    metrics::histogram!("http_request_seconds", "method" => method, "route" => route).record(request.took);
}

/// Starts measuring.
pub(super) fn start() {
    recorder();
}

/// All figures as Prometheus reads them.
pub(super) fn text() -> String {
    let recorder = recorder();
    recorder.run_upkeep();
    recorder.render()
}
