using RetailBus.Cli.Client;
using Spectre.Console;

namespace RetailBus.Cli.Demo;

/// <summary>The first look at sales that a demo ends with.</summary>
internal static class SalesText
{
    private const string ByStore = """
        select store_id, orders, printf('%.2f', gross) as gross, printf('%.2f', "returns") as "returns", printf('%.2f', net) as net, currency
        from sales_by_store
        where dataset = 'orders'
        order by sales_by_store.net desc
        limit 10
        """;

    public static async Task PrintAsync(IAnsiConsole console, RetailBusClient client, CancellationToken cancellationToken)
    {
        var result = await client.QueryAsync(ByStore, 10, cancellationToken);
        console.Write(new Rule("[bold]Sales by store[/]").LeftJustified());
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in result.Columns)
            table.AddColumn(new TableColumn(Markup.Escape(column.Name)).RightAligned());
        foreach (var row in result.Rows)
            table.AddRow([.. row.Select(cell => Markup.Escape(cell.ToString()))]);
        console.Write(table);
    }
}
