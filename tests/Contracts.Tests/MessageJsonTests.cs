using System.Text.Json;
using MassTransit.Serialization;
using RetailBus.Contracts.Messages;

namespace RetailBus.Contracts.Tests;

/// <summary>The messages' JSON is a promise to everyone on the bus: a change of it must be seen and meant.</summary>
public class MessageJsonTests
{
    private static readonly JsonSerializerOptions Indented = new(SystemTextJsonMessageSerializer.Options) { WriteIndented = true };

    public static TheoryData<string> Names => [.. Samples.All.Select(sample => sample.GetType().Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_is_written_as_its_golden_file_says(string name)
    {
        var written = JsonSerializer.Serialize(Sample(name), Sample(name).GetType(), Indented).ReplaceLineEndings("\n");

        Assert.Equal(Golden(name), written);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_file_is_read_back_as_the_message(string name)
    {
        var read = JsonSerializer.Deserialize(Golden(name), Sample(name).GetType(), Indented);

        Assert.Equal(Sample(name), read);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_field_that_a_later_version_adds_is_ignored(string name)
    {
        var later = Golden(name).Replace("{\n  \"", "{\n  \"addedLater\": {\"a\": [1]},\n  \"", StringComparison.Ordinal);

        Assert.Equal(Sample(name), JsonSerializer.Deserialize(later, Sample(name).GetType(), Indented));
    }

    [Fact]
    public void Every_message_has_a_sample()
    {
        var messages = typeof(OrderBatchLanded).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(OrderBatchLanded).Namespace)
            .Select(type => type.Name);

        Assert.Equal(messages.Order(), Samples.All.Select(sample => sample.GetType().Name).Order());
    }

    private static object Sample(string name) => Samples.All.Single(sample => sample.GetType().Name == name);

    private static string Golden(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name + ".json")).TrimEnd('\n');
}
