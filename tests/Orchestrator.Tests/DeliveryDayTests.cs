using System.Globalization;
using RetailBus.Orchestrator.Deliveries;
using RetailBus.Orchestrator.Services;

namespace RetailBus.Orchestrator.Tests;

public sealed class DeliveryDayTests
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    [Theory]
    [InlineData("2026-03-27", "07:30", "2026-03-27T00:00:00+00:00", "2026-03-27T07:30:00+00:00", "2026-03-30T00:00:00+01:00")] // over the weekend
    [InlineData("2026-03-30", "07:30", "2026-03-30T00:00:00+01:00", "2026-03-30T07:30:00+01:00", "2026-03-31T00:00:00+01:00")]
    public void A_day_lasts_until_the_next_on_which_something_is_due(string date, string by, string from, string due, string to) =>
        AssertDay(new DeliveryExpectation(Time(by), "Europe/London", [], Weekdays), date, from, due, to);

    [Theory]
    [InlineData("2026-03-29", "01:30", "2026-03-29T02:00:00+01:00")] // London's clocks leap from 1:00 to 2:00
    [InlineData("2026-10-25", "01:30", "2026-10-25T01:30:00+01:00")] // and go from 2:00 back to 1:00
    [InlineData("2026-10-25", "02:00", "2026-10-25T02:00:00+00:00")]
    public void A_time_that_clocks_leap_over_is_the_leap_and_of_one_that_comes_twice_the_first_counts(string date, string by, string due) =>
        Assert.Equal(Instant(due), Of(Daily(by, "Europe/London"), date)!.DueAt);

    [Fact]
    public void A_day_that_begins_with_a_leap_begins_after_it() => AssertDay(
        Daily("00:00", "America/Santiago"), "2026-09-06", "2026-09-06T01:00:00-03:00", "2026-09-06T01:00:00-03:00", "2026-09-07T00:00:00-03:00");

    [Fact]
    public void Nothing_is_due_on_other_days_and_a_delivery_may_come_the_evening_before()
    {
        Assert.Null(Of(new DeliveryExpectation(Time("07:30"), "UTC", [], Weekdays), "2026-03-28"));
        var day = Of(Daily("07:30", "UTC"), "2026-03-31", TimeSpan.FromHours(3))!;
        Assert.Equal((Instant("2026-03-30T21:00:00Z"), Instant("2026-03-31T21:00:00Z")), (day.From, day.To));
    }

    [Theory]
    [InlineData("Pacific/Auckland", "2026-04-01")]
    [InlineData("America/New_York", "2026-03-31")]
    public void Today_is_the_zones(string zone, string date) => Assert.Equal(
        DateOnly.Parse(date, CultureInfo.InvariantCulture),
        DeliveryDay.Of(Daily("07:30", zone), date: null, Instant("2026-03-31T20:00:00Z"), TimeSpan.Zero)!.Date);

    private static DeliveryExpectation Daily(string by, string zone) => new(Time(by), zone, [], Enum.GetValues<DayOfWeek>());

    private static void AssertDay(DeliveryExpectation expected, string date, string from, string due, string to)
    {
        var day = Of(expected, date)!;
        Assert.Equal((Instant(from), Instant(due), Instant(to)), (day.From, day.DueAt, day.To));
        Assert.Equal(Instant(due).Offset, day.DueAt.Offset);
    }

    private static DeliveryDay? Of(DeliveryExpectation expected, string date, TimeSpan opensBefore = default) =>
        DeliveryDay.Of(expected, DateOnly.Parse(date, CultureInfo.InvariantCulture), DateTimeOffset.UnixEpoch, opensBefore);

    private static TimeOnly Time(string text) => TimeOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
