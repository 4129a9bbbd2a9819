using System.Globalization;
using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

/// <summary>
/// Takes as many milliseconds as the message's text says after its colon; a negative number waits for as many others to end.
/// </summary>
public sealed class SlowConsumer(Journal journal) : IConsumer<SlowItem>
{
    public async Task Consume(ConsumeContext<SlowItem> context)
    {
        journal.Write("begin", context.Message.Text);
        var milliseconds = int.Parse(context.Message.Text.Split(':')[1], CultureInfo.InvariantCulture);
        if (milliseconds < 0) await journal.WaitForAsync("end", -milliseconds);
        else await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, context.CancellationToken);
        journal.Write("end", context.Message.Text);
    }
}
