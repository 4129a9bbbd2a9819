using System.Globalization;
using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

/// <summary>Takes as many milliseconds as the message's text says after its colon.</summary>
public sealed class SlowConsumer(Journal journal) : IConsumer<SlowItem>
{
    public async Task Consume(ConsumeContext<SlowItem> context)
    {
        journal.Write("begin", context.Message.Text);
        var milliseconds = int.Parse(context.Message.Text.Split(':')[1], CultureInfo.InvariantCulture);
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, context.CancellationToken);
        journal.Write("end", context.Message.Text);
    }
}
