using System.Text.RegularExpressions;

namespace RetailBus.Architecture.PowerBi;

public sealed partial class PowerBiModelTests
{
    /// <summary>Made in the model itself.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal) { "BOOK", "REFRESHED_AT" };

    [Fact]
    public void Every_table_stands_in_a_file_of_its_name_and_the_model_refers_to_it()
    {
        Assert.All(
            PowerBiProject.Definitions.Where(found => found.Object.Kind == "table"),
            found => Assert.Equal(Path.Combine("tables", $"{found.Object.Name}.tmdl"), found.File));
        var named = PowerBiProject.Definitions.Where(found => found.Object.Kind == "ref").Select(found => found.Object.Name["table ".Length..].Trim('\''));
        Assert.Equal(PowerBiProject.Tables.Select(table => table.Name).Order(), named.Order());
        Assert.True(PowerBiProject.Tables.Count >= 8);
    }

    [Fact]
    public void Every_column_is_one_of_its_view()
    {
        Assert.Empty(Unknown(ViewColumns.OfEmbedded()));
        if (ViewColumns.OfSnowflake() is { Count: > 0 } snowflake)
            Assert.Empty(Unknown(snowflake));

        static IEnumerable<string> Unknown(Dictionary<string, HashSet<string>> views) =>
            from table in PowerBiProject.Tables
            let view = ViewName().Match(table.Of("partition").Single().Properties["source"])
            from column in table.Of("column")
            let source = column.Properties["sourceColumn"]
            where !Own.Contains(source) && !(views.TryGetValue(view.Groups["name"].Value, out var columns) && columns.Contains(source))
            select $"{table.Name}.{column.Name}: {view.Groups["name"].Value} has no {source}";
    }

    [Fact]
    public void Every_view_of_the_sales_is_read()
    {
        var read = PowerBiProject.Tables.Select(table => ViewName().Match(table.Of("partition").Single().Properties["source"]).Groups["name"].Value);
        Assert.Superset(
            new HashSet<string> { "SALES_TOTAL", "SALES_BY_STORE", "SALES_BY_DAY", "SALES_BY_ITEM", "LATEST_ORDERS", "FRESHNESS" }, read.ToHashSet());
    }

    [Fact]
    public void Lineage_tags_are_there_and_are_unique()
    {
        var tagged = PowerBiProject.Definitions.Select(found => found.Object).Where(found => found.Kind is "table" or "expression")
            .SelectMany(found => found.Children.Where(child => child.Kind is "column" or "measure").Append(found)).ToList();
        var tags = tagged.Select(found => Guid.Parse(found.Properties["lineageTag"])).ToList();
        Assert.Equal(tags.Count, tags.Distinct().Count());
    }

    [Fact]
    public void Names_of_measures_are_unique_and_no_column_s_of_their_table()
    {
        var measures = PowerBiProject.Tables.SelectMany(table => table.Of("measure")).Select(measure => measure.Name).ToList();
        Assert.Equal(measures.Count, measures.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(PowerBiProject.Tables, table => Assert.Empty(
            table.Of("measure").Select(measure => measure.Name).Intersect(table.Of("column").Select(column => column.Name), StringComparer.OrdinalIgnoreCase)));
    }

    [Fact]
    public void What_a_measure_or_a_relationship_refers_to_exists()
    {
        var columns = PowerBiProject.Tables.SelectMany(table => table.Of("column").Select(column => $"{table.Name}[{column.Name}]")).ToHashSet();
        var measures = PowerBiProject.Tables.SelectMany(table => table.Of("measure")).ToDictionary(measure => $"[{measure.Name}]");
        foreach (var measure in measures.Values)
        {
            var references = Reference().Matches(measure.Expression).Select(match => match.Value.Replace("'", "", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(references);
            Assert.All(references, reference => Assert.True(columns.Contains(reference) || measures.ContainsKey(reference), $"{measure.Name}: {reference}"));
        }

        var relationships = PowerBiProject.Definitions.Select(found => found.Object).Where(found => found.Kind == "relationship").ToList();
        Assert.All(relationships.SelectMany(found => new[] { found.Properties["fromColumn"], found.Properties["toColumn"] }), end =>
            Assert.Contains($"{end[..end.LastIndexOf('.')].Trim('\'')}[{end[(end.LastIndexOf('.') + 1)..].Trim('\'')}]", columns));
        var related = relationships.Select(found => found.Properties["fromColumn"].Split('.')[0].Trim('\'')).Append("Books").Append("Refresh");
        Assert.Equal(PowerBiProject.Tables.Select(table => table.Name).Order(), related.Order());
    }

    [Fact]
    public void Amounts_are_never_added_over_two_datasets_or_currencies()
    {
        var adding = PowerBiProject.Tables.SelectMany(table => table.Of("measure")).Where(measure => measure.Expression.Contains("'[", StringComparison.Ordinal)).ToList();
        Assert.True(adding.Count >= 15);
        Assert.All(adding, measure => Assert.StartsWith("IF(HASONEVALUE(Books[Book])", measure.Expression, StringComparison.Ordinal));
        Assert.All(PowerBiProject.Tables.SelectMany(table => table.Of("column")), column => Assert.Equal("none", column.Properties["summarizeBy"]));
    }

    [Fact]
    public void Measures_have_the_names_of_the_sales_page()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "src", "Web", "Pages", "Sales", "SalesPage.razor"));
        var tiles = Tile().Matches(page).Select(tile => tile.Groups["name"].Value).ToHashSet();
        Assert.True(tiles.Count >= 6);
        Assert.Superset(tiles, PowerBiProject.Tables.SelectMany(table => table.Of("measure")).Select(measure => measure.Name).ToHashSet());
    }

    [Theory]
    [InlineData("Account")]
    [InlineData("Warehouse")]
    [InlineData("Database")]
    [InlineData("Role")]
    public void Where_the_views_are_is_a_parameter(string name)
    {
        var expressions = PowerBiProject.Definitions.Select(found => found.Object).Where(found => found.Kind == "expression").ToDictionary(found => found.Name);
        Assert.Contains("IsParameterQuery=true", expressions[name].Expression, StringComparison.Ordinal);
        Assert.Matches($@"\b{name}\b", expressions["View"].Expression);
    }

    [GeneratedRegex("""View\("(?<name>\w+)"\)""")]
    private static partial Regex ViewName();

    [GeneratedRegex(@"('[^']+'|\w*)\[[^\]]+\]")]
    private static partial Regex Reference();

    [GeneratedRegex("""<Tile Name="(?<name>[^"]+)""")]
    private static partial Regex Tile();
}
