using System.Text;
using RetailBus.Contracts.Batches;
using RetailBus.Platform.Failures;

namespace RetailBus.Transform.Tests.Engine;

public sealed class TimeTests(LocalEngine engine) : IClassFixture<LocalEngine>
{
    private const string Header = "order_id,store_id,item,quantity,price,total_amount,timestamp\n";

    [Theory]
    [InlineData("1/5/2026 9:05", "2026-01-05 09:05:00")]
    [InlineData("01/05/2026 09:5", "2026-01-05 09:05:00")]
    [InlineData("2026-1-5 9:05", "2026-01-05 09:05:00")]
    [InlineData("1000-01-01", "1000-01-01 00:00:00")]
    [InlineData("9999-12-31T23:59:59.999999", "9999-12-31 23:59:59.999999")]
    public async Task Fields_that_are_parted_may_have_one_digit(string text, string time) => Assert.Equal([time], await ReadAsync(text));

    [Theory]
    [InlineData("2026-11-23T08:14Z", "2026-11-23 08:14:00")]
    [InlineData("2026-11-23 08:14+02:00", "2026-11-23 06:14:00")]
    [InlineData("2026-11-23T08:14-0530", "2026-11-23 13:44:00")]
    [InlineData("2026-11-23T8:14+02", "2026-11-23 06:14:00")]
    public async Task An_offset_may_follow_minutes(string text, string time) => Assert.Equal([time], await ReadAsync(text));

    [Theory]
    [InlineData("11/23/26 08:14")]
    [InlineData("11/23/026 08:14")]
    [InlineData("26-11-23")]
    [InlineData("0999-12-31T23:59:59.999999")]
    [InlineData("1000-01-01T00:00:00+01:00")]
    [InlineData("0044-03-15 (BC)")]
    [InlineData("12026-11-23")]
    public async Task A_time_outside_the_years_1000_to_9999_is_none(string text)
    {
        var file = await engine.RunAsync("orders", $"{Header}1,S1,x,1,1,1,2026-11-23\n2,S1,x,1,1,1,{text}\n");

        Assert.Equal((3, 1, 1, 1, 0), file.Counts);
        Assert.Equal(
            ("type", $"timestamp is \"{text}\", which is not a time written as MM/dd/yyyy HH:mm or ISO 8601"),
            file.Quarantined().Single().Reasons.Select(reason => (reason.Rule, reason.Message)).Single());
    }

    [Theory]
    [InlineData("yyyyMMdd", "20261123", "2026-11-23 00:00:00")]
    [InlineData("yyyyMMdd", "2026112", null)]
    [InlineData("yyyyMMdd", "202611230", null)]
    [InlineData("yyyyMMdd HHmm", "2026112  0814", null)]
    [InlineData("ddMMyy-H:mm", "231126-8:4", "2026-11-23 08:04:00")]
    [InlineData("yyyyMMddHHmmssSSS", "20261123081405123", "2026-11-23 08:14:05.123")]
    [InlineData("yyyyMMddHHmmssSSS", "2026112308140512", null)]
    [InlineData("dd.MM.yyyy HH:mm:ss.SSS", "1.2.2026 3:4:5.123", "2026-02-01 03:04:05.123")]
    [InlineData("dd.MM.yyyy HH:mm:ss.SSS", "1.2.2026 3:4:5.12", null)]
    [InlineData("d.M.yy", "1.2.68", "2068-02-01 00:00:00")]
    [InlineData("d.M.yy", "1.2.69", "1969-02-01 00:00:00")]
    [InlineData("d.M.yy", "1.2.6", null)]
    [InlineData("dd.MM.yyyy|dd.MM.yy", "01.02.26", "2026-02-01 00:00:00")]
    [InlineData("dd.MM.yy|dd.MM.yyyy", "01.02.2026", "2026-02-01 00:00:00")]
    [InlineData("ISO 8601|yy-M-d", "26-2-1", "2026-02-01 00:00:00")]
    [InlineData("ISO 8601|yy-M-d", "2026-2-1", "2026-02-01 00:00:00")]
    [InlineData("dd.MM.yyyy|ISO 8601", "2026-02-01T03:04:05.6Z", "2026-02-01 03:04:05.6")]
    public async Task A_field_beside_another_has_as_many_digits_as_letters(string format, string text, string? time) =>
        Assert.Equal(time is null ? [] : [time], await ReadAsync(text, format));

    private async Task<List<string>> ReadAsync(string text, string? format = null)
    {
        var contract = LocalEngine.Contract("orders");
        if (format is not null)
        {
            var time = contract.Columns[^1] with { Formats = format.Split('|') };
            contract = contract with { Columns = [.. contract.Columns.SkipLast(1), time] };
        }

        try
        {
            return (await engine.RunAsync(contract, Encoding.UTF8.GetBytes($"{Header}1,S1,x,1,1,1,{text}\n"))).Accepted("ordered_at");
        }
        catch (BatchRejectedException rejected) when (rejected.Code == FailureCodes.TooManyRejects)
        {
            return [];
        }
    }
}
