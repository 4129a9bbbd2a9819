using System.Text.Json;

namespace RetailBus.SagaStore.Tables;

/// <summary>How one saga type is stored.</summary>
internal sealed class SagaTable(
    string name, Type sagaType, JsonSerializerOptions json, IReadOnlyList<Lookup> lookups, IReadOnlyList<IReadOnlyList<Lookup>> indexes)
{
    private readonly Dictionary<string, Lookup> _byPath = lookups.ToDictionary(x => x.Path, StringComparer.Ordinal);

    public string Name => name;

    public string Quoted { get; } = SqlName.Quoted(name);

    public Type SagaType => sagaType;

    public JsonSerializerOptions Json => json;

    public IReadOnlyList<Lookup> Lookups => lookups;

    public IReadOnlyList<IReadOnlyList<Lookup>> Indexes => indexes;

    public Lookup? Find(string path) => _byPath.GetValueOrDefault(path);

    public Lookup Get(string path) => Find(path) ?? throw new SagaStoreException(
        $"'{path}' is not a lookup of {sagaType.Name}; declared are: {string.Join(", ", _byPath.Keys)}");

    public object? ReadLookup(Lookup lookup, object saga)
    {
        var value = lookup.Read(saga);
        if (value is null && lookup.Required)
            throw new SagaStoreException($"Lookup '{lookup.Column}' of {sagaType.Name} is required but its selector gave null");

        return value;
    }
}
