//! A forecast as a drawing: approved so far (solid), at this pace (dashed), planned (thin). Its words stand beside it.

use base::Day;
use maud::{Markup, html};
use web::{Lang, format};

use super::trainee::Forecast;
use crate::words;

const LEFT: f64 = 36.0;
const RIGHT: f64 = 336.0;
const TOP: f64 = 20.0;
const FLOOR: f64 = 140.0;

/// Where days and counts lie.
struct Plane {
    first: Day,
    days: f64,
    total: f64,
}

impl Plane {
    fn x(&self, day: Day) -> f64 {
        LEFT + (RIGHT - LEFT) * f64::from(self.first.days_until(day)) / self.days
    }
    fn y(&self, count: u32) -> f64 {
        FLOOR - (FLOOR - TOP) * f64::from(count) / self.total
    }
    fn point(&self, (day, count): (Day, u32)) -> String {
        format!("{:.1},{:.1}", self.x(day), self.y(count))
    }
}

/// The drawing. Nothing when there is no line to draw.
pub(super) fn chart(lang: Lang, forecast: &Forecast, total: u32) -> Markup {
    let (Some(first), Some(now)) = (forecast.points.first(), forecast.points.last()) else { return html! {} };
    let last = forecast.done_by.max(forecast.planned);
    let plane = Plane {
        first: first.0,
        days: f64::from(first.0.days_until(last).max(1)),
        total: f64::from(total.max(1)),
    };
    let line: Vec<String> = forecast.points.iter().map(|point| plane.point(*point)).collect();
    let (now_x, now_y) = (plane.x(now.0), plane.y(now.1));
    let (end_x, planned_x) = (plane.x(forecast.done_by), plane.x(forecast.planned));
    let month = format::month_year(lang, forecast.done_by);
    let desc = words::home_forecast_desc(
        lang,
        i64::from(now.1),
        &month,
        format::month_year(lang, forecast.planned),
        i64::from(total),
    );
    let shown = format_args!("M{LEFT} {:.1}L{planned_x:.1} {TOP}", plane.y(first.1)).to_string();
    html! {
        figure {
            svg class="chart" role="img" viewBox="0 0 360 164" {
                title { (words::home_forecast_chart(lang)) }
                desc { (desc) }
                g class="axis" { @for third in 0..=3_u32 { path d=(format_args!("M36 {}H340", 140 - third * 40)) {} } }
                g data-state="open" {
                    @for third in 0..=3_u32 { text x="30" y=(144 - third * 40) text-anchor="end" { (total * third / 3) } }
                    @for year in years(first.0, last) {
                        @if let Ok(middle) = Day::new(year, 7, 1) {
                            @let x = plane.x(middle);
                            @if (LEFT + 12.0..RIGHT - 8.0).contains(&x) { text x=(format_args!("{x:.0}")) y="158" text-anchor="middle" { (year) } }
                        }
                    }
                    path d=(shown) {}
                    text x=(format_args!("{:.0}", (planned_x - 8.0).min(332.0))) y="66" text-anchor="end" { (words::home_forecast_planned(lang)) }
                }
                g data-state="attested" {
                    polyline points=(line.join(" ")) stroke-width="3" {}
                    path d=(format_args!("M{now_x:.1} {now_y:.1}L{end_x:.1} {TOP}")) stroke-width="2.5" stroke-dasharray="5 4" {}
                    circle cx=(format_args!("{now_x:.1}")) cy=(format_args!("{now_y:.1}")) r="5" {}
                    circle cx=(format_args!("{end_x:.1}")) cy=(TOP) r="3.5" {}
                }
                g font-weight="500" {
                    text x=(format_args!("{:.0}", now_x + 8.0)) y=(format_args!("{:.0}", (now_y + 14.0).min(FLOOR - 4.0))) { (words::home_forecast_today(lang, i64::from(now.1))) }
                    text x=(format_args!("{:.0}", end_x - 6.0)) y="12" text-anchor="end" { (month) }
                }
            }
        }
    }
}

fn years(first: Day, last: Day) -> std::ops::RangeInclusive<i16> {
    first.date().year()..=last.date().year()
}
