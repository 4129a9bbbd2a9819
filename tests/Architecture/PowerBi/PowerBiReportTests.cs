using System.Text.Json;

namespace RetailBus.Architecture.PowerBi;

public sealed class PowerBiReportTests
{
    private const string Schemas = "https://developer.microsoft.com/json-schemas/fabric/";

    /// <summary>Those that every file was checked against by hand; see deploy/powerbi/README.md.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        $"{Schemas}pbip/pbipProperties/1.0.0/schema.json",
        $"{Schemas}gitIntegration/platformProperties/2.0.0/schema.json",
        $"{Schemas}item/semanticModel/definitionProperties/1.0.0/schema.json",
        $"{Schemas}item/report/definitionProperties/2.0.0/schema.json",
        $"{Schemas}item/report/definition/versionMetadata/1.0.0/schema.json",
        $"{Schemas}item/report/definition/report/3.0.0/schema.json",
        $"{Schemas}item/report/definition/pagesMetadata/1.0.0/schema.json",
        $"{Schemas}item/report/definition/page/2.0.0/schema.json",
        $"{Schemas}item/report/definition/visualContainer/2.2.0/schema.json",
    };

    [Fact]
    public void Every_file_names_a_schema_that_it_was_checked_against()
    {
        var files = PowerBiProject.JsonFiles().ToList();
        Assert.True(files.Count > 30);
        Assert.All(files, file => Assert.Contains(PowerBiProject.Json(file).GetProperty("$schema").GetString()!, Known));
    }

    [Fact]
    public void The_project_points_at_the_report_and_the_report_at_the_model()
    {
        var report = PowerBiProject.Json(Path.Combine(PowerBiProject.Folder, "RetailBus.pbip"))
            .GetProperty("artifacts")[0].GetProperty("report").GetProperty("path").GetString()!;
        var definition = Path.Combine(PowerBiProject.Folder, report, "definition.pbir");
        var model = PowerBiProject.Json(definition).GetProperty("datasetReference").GetProperty("byPath").GetProperty("path").GetString()!;
        Assert.True(File.Exists(Path.Combine(PowerBiProject.Folder, report, model, "definition.pbism")));
        Assert.True(File.Exists(Path.Combine(PowerBiProject.Folder, report, model, "definition", "model.tmdl")));
    }

    [Fact]
    public void Pages_and_visuals_have_the_names_of_their_folders()
    {
        var pages = PowerBiProject.Pages().ToList();
        var order = PowerBiProject.Json(Path.Combine(PowerBiProject.Report, "pages", "pages.json")).GetProperty("pageOrder");
        Assert.Equal(pages.Select(page => page.Name), order.EnumerateArray().Select(page => page.GetString()!).Order(StringComparer.Ordinal));
        foreach (var (name, page, visuals) in pages)
        {
            Assert.Equal(name, page.GetProperty("name").GetString());
            Assert.All(visuals, visual => Assert.Equal(visual.Name, visual.Visual.GetProperty("name").GetString()));
        }

        var names = pages.SelectMany(page => page.Visuals).Select(visual => visual.Name).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void What_a_visual_shows_is_in_the_model()
    {
        var columns = PowerBiProject.Tables.SelectMany(table => table.Of("column").Select(column => ("Column", $"{table.Name}.{column.Name}")));
        var measures = PowerBiProject.Tables.SelectMany(table => table.Of("measure").Select(measure => ("Measure", $"{table.Name}.{measure.Name}")));
        var known = columns.Concat(measures).ToHashSet();
        foreach (var (page, _, visuals) in PowerBiProject.Pages())
        {
            foreach (var (name, visual) in visuals)
            {
                var fields = Fields(visual).ToList();
                Assert.NotEmpty(fields);
                Assert.All(fields, field => Assert.True(known.Contains(field), $"{page}/{name}: {field}"));
            }
        }
    }

    [Fact]
    public void Each_projection_names_the_field_that_it_has()
    {
        var projections = PowerBiProject.Pages().SelectMany(page => page.Visuals)
            .SelectMany(visual => visual.Visual.GetProperty("visual").GetProperty("query").GetProperty("queryState").EnumerateObject())
            .SelectMany(role => role.Value.GetProperty("projections").EnumerateArray()).ToList();
        Assert.All(projections, projection =>
        {
            var field = Fields(projection.GetProperty("field")).Single().Field;
            Assert.Equal(field, projection.GetProperty("queryRef").GetString());
            Assert.Equal(field[(field.IndexOf('.', StringComparison.Ordinal) + 1)..], projection.GetProperty("nativeQueryRef").GetString());
        });
    }

    [Fact]
    public void Each_page_chooses_one_dataset_and_one_currency()
    {
        foreach (var (name, _, visuals) in PowerBiProject.Pages())
        {
            var slicers = visuals.Select(visual => visual.Visual.GetProperty("visual"))
                .Where(visual => visual.GetProperty("visualType").GetString() == "slicer").ToList();
            Assert.Equal(["Books.Currency", "Books.Dataset"], slicers.SelectMany(Fields).Select(field => field.Field).Order(StringComparer.Ordinal));
            Assert.All(slicers, slicer => Assert.Equal("true", slicer.GetProperty("objects").GetProperty("selection")[0].GetProperty("properties")
                .GetProperty("strictSingleSelect").GetProperty("expr").GetProperty("Literal").GetProperty("Value").GetString()));
            Assert.True(slicers.Select(slicer => slicer.GetProperty("syncGroup").GetProperty("groupName").GetString()).Distinct().Count() == 2, name);
        }
    }

    [Fact]
    public void Visuals_lie_on_their_page_and_beside_one_another_and_say_what_they_show()
    {
        foreach (var (name, page, visuals) in PowerBiProject.Pages())
        {
            var places = visuals.Select(visual => (visual.Name, Place: Place(visual.Visual))).ToList();
            Assert.All(places, visual => Assert.True(
                visual.Place.Right <= page.GetProperty("width").GetInt32() && visual.Place.Bottom <= page.GetProperty("height").GetInt32(), visual.Name));
            Assert.Empty(
                from one in places
                from other in places
                where string.CompareOrdinal(one.Name, other.Name) < 0 && one.Place.IntersectsWith(other.Place)
                select $"{name}: {one.Name} and {other.Name}");
            Assert.All(visuals, visual => Assert.True(
                visual.Visual.GetProperty("visual").GetProperty("visualContainerObjects").GetProperty("general")[0]
                    .GetProperty("properties").TryGetProperty("altText", out _),
                visual.Name));
        }
    }

    private static System.Drawing.Rectangle Place(JsonElement visual)
    {
        var position = visual.GetProperty("position");
        return new(
            position.GetProperty("x").GetInt32(), position.GetProperty("y").GetInt32(),
            position.GetProperty("width").GetInt32(), position.GetProperty("height").GetInt32());
    }

    /// <summary>Every column and measure below an element.</summary>
    private static IEnumerable<(string Kind, string Field)> Fields(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().SelectMany(Fields);
        if (element.ValueKind != JsonValueKind.Object)
            return [];
        return element.EnumerateObject().SelectMany(member => member.Name is "Column" or "Measure"
            ? [(member.Name, $"{Entity(member.Value)}.{member.Value.GetProperty("Property").GetString()}")]
            : Fields(member.Value));
    }

    private static string Entity(JsonElement field) =>
        field.GetProperty("Expression").GetProperty("SourceRef").GetProperty("Entity").GetString()!;
}
