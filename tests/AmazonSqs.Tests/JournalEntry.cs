namespace RetailBus.AmazonSqs.Tests;

public sealed record JournalEntry(string Kind, string Text);
