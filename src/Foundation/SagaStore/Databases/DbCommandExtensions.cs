using System.Data.Common;

namespace RetailBus.SagaStore.Databases;

internal static class DbCommandExtensions
{
    public static async Task<IReadOnlyDictionary<string, string>> ReadPairs(this DbCommand command, CancellationToken cancellationToken)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            pairs.Add(reader.GetString(0), reader.GetString(1));

        return pairs;
    }
}
