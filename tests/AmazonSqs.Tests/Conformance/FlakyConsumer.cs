using System.Globalization;
using MassTransit;
using RetailBus.AmazonSqs.Tests.Messages;

namespace RetailBus.AmazonSqs.Tests.Conformance;

/// <summary>Fails as often as the message's text says.</summary>
public sealed class FlakyConsumer(Journal journal) : IConsumer<FailItem>
{
    public Task Consume(ConsumeContext<FailItem> context)
    {
        var text = context.Message.Text.Trim();
        journal.Write("attempt", text);
        if (journal.Count("attempt") <= int.Parse(text, CultureInfo.InvariantCulture))
            throw new InvalidOperationException($"no luck with {text}");
        journal.Write("done", text);
        return Task.CompletedTask;
    }
}
