using RetailBus.Chaos.Stack;

namespace RetailBus.Chaos;

public sealed class SqliteChaosTests : ChaosSuite
{
    protected override int Orchestrators => 1;

    protected override Task<IReadOnlyDictionary<string, string>> PrepareAsync() =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    private protected override RunStore Open(string folder) => RunStore.Sqlite(folder);
}
