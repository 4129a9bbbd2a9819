using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

internal sealed class MemorySession(MemoryExecutor database) : ISqlSession
{
    private readonly List<string> _pending = [];
    private bool _isOpen;

    public ServerResult Execute(string statement, IReadOnlyList<SqlBinding> bindings, CancellationToken cancellationToken)
    {
        database.Note(statement);
        var words = statement.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        switch (words[0].ToUpperInvariant())
        {
            case "BEGIN":
                _isOpen = true;
                return new ServerResult();
            case "COMMIT":
                Commit();
                return new ServerResult();
            case "INSERT":
                _pending.Add(words[1]);
                if (!_isOpen)
                    Commit();
                return Counts(1);
            case "SELECT":
                return Numbers(int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture));
            case "ECHO":
                return Echo(bindings);
            case "WAIT":
                database.Wait(cancellationToken);
                return new ServerResult();
            case "FAIL":
                throw new StatementFailedException(words[1], words[2], words.Length > 3 ? string.Join(' ', words[3..]) : "Failed as it was asked to");
            default:
                throw new StatementFailedException("001003", "42000", "SQL compilation error");
        }
    }

    public void Rollback()
    {
        _pending.Clear();
        _isOpen = false;
    }

    public void Dispose() => Assert.False(_isOpen);

    private void Commit()
    {
        _pending.ForEach(database.Rows.Enqueue);
        _pending.Clear();
        _isOpen = false;
    }

    private static ServerResult Counts(int inserted) => new()
    {
        Columns = [new SqlColumn("number of rows inserted", "fixed", 19, 0, Nullable: false)],
        Rows = [[$"{inserted}"]],
        Inserted = inserted,
    };

    private static ServerResult Numbers(int count) => new()
    {
        Columns = [new SqlColumn("N", "fixed", 38, 0, Nullable: false), new SqlColumn("NAME", "text", null, null, Nullable: true)],
        Rows = [.. Enumerable.Range(0, count).Select(number => (IReadOnlyList<string?>)[$"{number}", number % 2 == 0 ? null : $"name {number}"])],
    };

    private static ServerResult Echo(IReadOnlyList<SqlBinding> bindings) => new()
    {
        Columns = [new SqlColumn("TYPE", "text", null, null, Nullable: false), new SqlColumn("VALUE", "text", null, null, Nullable: true)],
        Rows = [.. bindings.Select(binding => (IReadOnlyList<string?>)[binding.Type, binding.Value])],
    };
}
