using System.Net;
using RetailBus.LocalCloud.Faults;

namespace RetailBus.LocalCloud.Tests.Faults;

public sealed class FaultPlanTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_plan_of_the_options_is_in_force_and_shown()
    {
        var plan = new FaultPlan { Seed = 3, Rules = [new() { Kind = FaultKind.Throttle, Share = 1, Service = "sqs" }] };
        await using var cloud = await FaultCloud.StartAsync(faults: plan);
        Assert.Equal(
            """{"seed":3,"rules":[{"kind":"throttle","share":1,"service":"sqs"}]}""",
            await cloud.Http.GetStringAsync("/_admin/faults", Cancel));
        await Assert.ThrowsAnyAsync<Amazon.SQS.AmazonSQSException>(() => cloud.Sqs.ListQueuesAsync("", Cancel));
    }

    [Fact]
    public async Task No_plan_means_no_faults()
    {
        await using var cloud = await FaultCloud.StartAsync();
        Assert.Equal("""{"seed":0,"rules":[]}""", await cloud.Http.GetStringAsync("/_admin/faults", Cancel));
    }

    [Theory]
    [InlineData("""{"seed":1,"rules":[{"kind":"throttle","share":2}]}""", "share 2")]
    [InlineData("""{"seed":1,"rules":[{"kind":"throttle","share":1,"service":"ec2"}]}""", "'ec2'")]
    [InlineData("""{"seed":1,"rules":[{"kind":"throttle","share":1,"queue":"q"}]}""", "not by queue")]
    [InlineData("""{"seed":1,"rules":[{"kind":"delayedDelivery","share":1,"operation":"SendMessage"}]}""", "limit it by queue")]
    [InlineData("""{"seed":1,"rules":[{"kind":"delayedDelivery","share":1,"maxDelayMilliseconds":0}]}""", "0 ms")]
    [InlineData("""{"seed":1,"rules":[{"kind":"throttle","share":1,"maxDelayMilliseconds":5}]}""", "delays nothing")]
    [InlineData("""{"seed":1,"rules":[{"kind":"thunder","share":1}]}""", "kind")]
    [InlineData("""{"seed":1,"rules":[{"kind":"throttle","share":1,"often":true}]}""", "often")]
    [InlineData("""{"seed":1,"rules":null}""", "rules")]
    [InlineData("""{"seed":1,"rules":[null]}""", "rules")]
    [InlineData("nonsense", "plan of faults")]
    public async Task A_plan_that_makes_no_sense_is_refused_and_changes_nothing(string json, string expected)
    {
        await using var cloud = await FaultCloud.StartAsync();
        using var content = new StringContent(json);
        using var response = await cloud.Http.PutAsync("/_admin/faults", content, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var answer = (await response.Content.ReadAsStringAsync(Cancel)).Replace("\\u0027", "'", StringComparison.Ordinal);
        Assert.Contains(expected, answer, StringComparison.Ordinal);
        Assert.Equal("""{"seed":0,"rules":[]}""", await cloud.Http.GetStringAsync("/_admin/faults", Cancel));
    }

    [Fact]
    public async Task A_foreign_page_can_not_switch_faults_on()
    {
        await using var cloud = await FaultCloud.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, "/_admin/faults") { Content = new StringContent("{}") };
        request.Headers.Add("Origin", "http://attacker.example");
        using var response = await cloud.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Wrong_faults_among_the_options_are_refused_at_the_start()
    {
        var plan = new FaultPlan { Rules = [new() { Kind = FaultKind.Throttle, Share = double.NaN }] };
        var error = await Assert.ThrowsAsync<ArgumentException>(() => FaultCloud.StartAsync(faults: plan));
        Assert.Contains("NaN", error.Message, StringComparison.Ordinal);
    }
}
