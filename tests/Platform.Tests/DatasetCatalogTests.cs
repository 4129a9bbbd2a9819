using Microsoft.Extensions.Options;
using RetailBus.Platform.Datasets;

namespace RetailBus.Platform.Tests;

public class DatasetCatalogTests
{
    [Fact]
    public void A_contracts_file_name_is_its_datasets_name()
    {
        var folder = Directory.CreateTempSubdirectory("retailbus-datasets-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "orders.odcs.yaml"), "");
            File.WriteAllText(Path.Combine(folder.FullName, "notes.txt"), "");
            var catalog = new DatasetCatalog(Options.Create(new DatasetOptions { Path = folder.FullName }));

            Assert.Equal(["orders"], catalog.Names);
            Assert.True(catalog.Contains("orders"));
            Assert.False(catalog.Contains("Orders"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named_with_its_setting()
    {
        var fault = Assert.Throws<DirectoryNotFoundException>(() => new DatasetCatalog(Options.Create(new DatasetOptions { Path = "/nowhere" })));

        Assert.Contains("Datasets:Path", fault.Message, StringComparison.Ordinal);
        Assert.Contains("/nowhere", fault.Message, StringComparison.Ordinal);
    }
}
