using System.Linq.Expressions;
using System.Text.Json;
using MassTransit;
using RetailBus.SagaStore.Tables;

namespace RetailBus.SagaStore;

/// <summary>Declares how sagas of one type are stored: table, JSON form, lookup columns, indexes, events.</summary>
public sealed class SagaTableBuilder<TSaga>
    where TSaga : class, ISaga
{
    private static readonly string[] OwnColumns = ["id", "version", "body", "created_at", "updated_at"];

    private readonly List<Lookup> _lookups = [];
    private readonly List<IReadOnlyList<string>> _indexes = [];
    private string _table = JsonNamingPolicy.SnakeCaseLower.ConvertName(typeof(TSaga).Name);
    private JsonSerializerOptions _json = JsonSerializerOptions.Web;
    private Func<TSaga, IEnumerable<string>>? _takeEvents;
    private bool _removeEvents;

    /// <summary>Name of the table; the saga type's name in snake case unless set.</summary>
    /// <exception cref="SagaStoreException">Not a plain lower-case name, or one that the store itself uses.</exception>
    public SagaTableBuilder<TSaga> Table(string name)
    {
        _table = SqlName.Checked(name, "Table");
        return this;
    }

    /// <summary>How state and events are written as JSON; <see cref="JsonSerializerOptions.Web"/> unless set.</summary>
    public SagaTableBuilder<TSaga> Json(JsonSerializerOptions options)
    {
        _json = options;
        return this;
    }

    /// <summary>
    /// Keeps a value beside the JSON in a column of its own, updated in the same transaction, so that correlation
    /// expressions and <see cref="ISagaReader{TSaga}"/> can use it. A column declared later is added and filled at start.
    /// </summary>
    /// <param name="column">Lower-case name.</param>
    /// <param name="selector">The value: string, enum, integer, Guid, bool or DateTimeOffset, also nullable.</param>
    /// <param name="required">Refuse null, which allows ordering by the column. Value types that are not nullable always are.</param>
    /// <param name="indexed">Create an index for this column alone.</param>
    public SagaTableBuilder<TSaga> Lookup<TValue>(
        string column, Expression<Func<TSaga, TValue>> selector, bool required = false, bool indexed = true)
    {
        SqlName.Checked(column, "Lookup");
        if (OwnColumns.Contains(column))
            throw new SagaStoreException($"Lookup '{column}' has the name of a column that the store itself uses");
        if (_lookups.Exists(x => x.Column == column))
            throw new SagaStoreException($"Lookup '{column}' is declared twice");

        var read = selector.Compile();
        var neverNull = typeof(TValue).IsValueType && Nullable.GetUnderlyingType(typeof(TValue)) is null;
        _lookups.Add(new Lookup(
            column,
            LookupPath.Of(selector),
            typeof(TValue),
            required || neverNull,
            saga => LookupValue.Normalize(read((TSaga)saga), typeof(TValue))));
        return indexed ? Index(column) : this;
    }

    /// <summary>An index over several lookup columns, in this order.</summary>
    public SagaTableBuilder<TSaga> Index(params string[] columns)
    {
        _indexes.Add(columns);
        return this;
    }

    /// <summary>
    /// Appends what the saga hands over to table <c>saga_event</c>, in the transaction that stores the state. The selector is
    /// called once per handled message and must give each event once: <c>x => x.TakeNewEvents()</c>.
    /// </summary>
    /// <param name="take">Hands over the new events and forgets them.</param>
    /// <param name="removeWithSaga">Remove a saga's events when it is finalised; kept unless set.</param>
    public SagaTableBuilder<TSaga> Events<TEvent>(Func<TSaga, IEnumerable<TEvent>> take, bool removeWithSaga = false)
    {
        _takeEvents = saga => take(saga).Select(x => JsonSerializer.Serialize(x, _json));
        _removeEvents = removeWithSaga;
        return this;
    }

    internal SagaDefinitionOf<TSaga> Build()
    {
        SqlName.Checked(_table, "Table");
        if (_table is "saga_outbox" or "saga_inbox" or "saga_event" or "saga_schema_version")
            throw new SagaStoreException($"Table '{_table}' has the name of a table that the store itself uses");

        var indexes = _indexes.Select(columns => (IReadOnlyList<Lookup>)columns.Select(Declared).ToArray()).ToArray();
        return new(new SagaTable(_table, typeof(TSaga), _json, _lookups, indexes), _takeEvents, _removeEvents);
    }

    private Lookup Declared(string column) => _lookups.Find(x => x.Column == column)
        ?? throw new SagaStoreException($"Index over '{column}': no such lookup of {typeof(TSaga).Name}");
}
