using System.IO.Compression;
using System.Text;
using RetailBus.Cli.Client;
using RetailBus.Cli.Commands;

namespace RetailBus.Cli.Tests;

public sealed class DatasetGuessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("retailbus-guess-");

    private static readonly DatasetInfo[] Datasets =
    [
        new("orders", [new DatasetColumn("order_id"), new DatasetColumn("item")]),
        new("returns", [new DatasetColumn("order_id"), new DatasetColumn("reason")]),
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("order_id,item\n1,Apple\n", false)]
    [InlineData("\"ORDER_ID\";\"Item\";extra\r\n", false)]
    [InlineData("item,order_id", true)]
    public async Task The_first_line_names_the_dataset(string content, bool gzip) =>
        Assert.Equal("orders", await DatasetGuess.FromHeaderAsync(FileOf(content, gzip), Datasets, TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("a,b\n", "no dataset")]
    [InlineData("order_id,item,reason\n", "orders and returns")]
    public async Task A_first_line_of_none_or_several_asks_for_the_dataset(string content, string expected)
    {
        var refusal = await Assert.ThrowsAsync<UsageException>(
            () => DatasetGuess.FromHeaderAsync(FileOf(content, gzip: false), Datasets, TestContext.Current.CancellationToken));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--dataset", refusal.Message, StringComparison.Ordinal);
    }

    private string FileOf(string content, bool gzip)
    {
        var path = Path.Combine(_folder.FullName, "file.csv");
        using Stream file = gzip ? new GZipStream(File.Create(path), CompressionLevel.Fastest) : File.Create(path);
        file.Write(Encoding.UTF8.GetBytes(content));
        return path;
    }
}
