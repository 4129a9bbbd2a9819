using RetailBus.Transform.Tests.Engine;

namespace RetailBus.Transform.Tests.Spark;

/// <summary>The Spark job's reader beside the embedded engine's, over the same files.</summary>
public sealed class ReaderParityTests(LocalEngine engine) : IClassFixture<LocalEngine>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readers-").FullName;

    [Fact]
    public async Task Both_readers_make_the_same_of_every_file()
    {
        List<ReaderFile> files = [.. ReaderFiles.All()];
        var read = await new JobReader(_folder).ReadAsync(files);
        Assert.Equal(files.Count, read.Count);
        var embedded = new EmbeddedReader(engine, _folder);
        var (different, records, refused) = (new List<string>(), 0, 0);
        foreach (var (file, job) in files.Zip(read))
        {
            var outcome = await embedded.ReadAsync(file);
            if (outcome.DifferenceTo(job) is { } difference)
                different.Add($"{file.Name}\n   {difference}");
            records += outcome.Records.Count;
            refused += outcome.Refusal is null ? 0 : 1;
        }

        var examples = string.Join('\n', different.Take(12));
        Assert.True(different.Count == 0, $"{different.Count} of {files.Count} files, the embedded engine first:\n{examples}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{files.Count} files, of which {refused} are refused; {records} records");
        Assert.InRange(refused, files.Count / 20, files.Count / 2);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
