using System.Net;
using System.Text;
using MassTransit;
using RetailBus.AmazonSqs.Tests.Conformance;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Requests;

/// <summary>Whatever SQS answers to a receive, the loop goes on, health says so, and says when it is over.</summary>
public sealed class ReceiveFaultTests(LocalCloudBroker broker)
{
    public static TheoryData<string> Faults =>
        ["refused", "no JSON", "nothing", "another JSON", "busy", "throttled", "broken off", "timeout", "bug"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_receive_loop_survives_any_answer_and_health_tells(string fault)
    {
        await using var tapped = await TappedBus.StartAsync(broker.RequireServiceUrl(), (context, cfg, prefix) =>
            cfg.ReceiveEndpoint($"{prefix}-slow", endpoint =>
            {
                endpoint.WaitTimeSeconds = 1;
                endpoint.Consumer(() => new SlowConsumer((Journal)context.GetService(typeof(Journal))!));
            }));
        Assert.Equal(BusHealthStatus.Healthy, Health(tapped));

        tapped.Tap.Answer("ReceiveMessage", _ => Task.FromResult<HttpResponseMessage?>(Answer(fault)));
        await TappedBus.UntilAsync(() => Health(tapped) != BusHealthStatus.Healthy);
        tapped.Tap.LetThrough("ReceiveMessage");
        await TappedBus.UntilAsync(() => Health(tapped) == BusHealthStatus.Healthy);

        var endpoint = await tapped.Bus.EndpointAsync($"{tapped.Bus.Prefix}-slow");
        await endpoint.Send(new SlowItem("0:0"), TestContext.Current.CancellationToken);
        await tapped.Bus.Journal.WaitForAsync("end");
    }

    private static BusHealthStatus Health(TappedBus tapped) => tapped.Bus.Control.CheckHealth().Status;

    private static HttpResponseMessage Answer(string fault) => fault switch
    {
        "refused" => Json(HttpStatusCode.Forbidden, """{"__type":"com.amazonaws.sqs#AccessDenied","message":"no"}"""),
        "no JSON" => Json(HttpStatusCode.OK, "<html>It works!</html>"),
        "nothing" => Json(HttpStatusCode.BadGateway, ""),
        "another JSON" => Json(
            HttpStatusCode.OK, """{"Messages":[{"MessageId":"1","ReceiptHandle":"r","Body":"b","MD5OfBody":"wrong"}]}"""),
        "busy" => Json(HttpStatusCode.ServiceUnavailable, """{"__type":"ServiceUnavailable"}"""),
        "throttled" => Json(HttpStatusCode.BadRequest, """{"__type":"com.amazonaws.sqs#RequestThrottled","message":"slow down"}"""),
        "broken off" => throw new HttpRequestException("The connection was reset."),
        "timeout" => throw new TaskCanceledException("Nobody answered."),
        _ => throw new InvalidOperationException("This should not happen."),
    };

    private static HttpResponseMessage Json(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.0") };
}
