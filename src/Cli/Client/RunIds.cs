using RetailBus.Cli.Commands;

namespace RetailBus.Cli.Client;

/// <summary>Runs as people name them: by the whole id, or by its first characters as lists show them.</summary>
internal static class RunIds
{
    private const int Newest = 1_000;
    private const int Shortest = 4;

    /// <exception cref="UsageException">No run's id begins so, or those of several do.</exception>
    public static async Task<Guid> ResolveAsync(RetailBusClient client, string text, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(text, out var id))
            return id;
        if (text.Length < Shortest || !text.All(character => char.IsAsciiHexDigit(character) || character == '-'))
            throw new UsageException($"'{text}' is no run's id. Give the id, or its first {Shortest} characters or more, as `retailbus runs` shows them.");

        var found = (await client.RunsAsync(state: null, dataset: null, Newest, cancellationToken))
            .Where(run => run.Id.ToString("D").StartsWith(text, StringComparison.OrdinalIgnoreCase))
            .Select(run => run.Id)
            .ToList();
        return found.Count == 1
            ? found[0]
            : throw new UsageException(found.Count == 0
                ? $"None of the newest {Newest:N0} runs has an id that begins with '{text}'. See: retailbus runs"
                : $"{found.Count} runs have an id that begins with '{text}': {string.Join(", ", found)}.");
    }
}
