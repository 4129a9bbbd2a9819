using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RetailBus.Transform.Hosting;

namespace RetailBus.Transform.Tests.Hosting;

public sealed class WorkFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("work-folder-").FullName;

    [Fact]
    public void What_a_dead_process_left_is_removed_and_what_a_living_one_uses_is_not()
    {
        using var living = Start();
        using var space = living.Open();
        File.WriteAllText(space.File("staged.csv"), "rows");
        var dead = Directory.CreateDirectory(Path.Combine(_root, "dead")).FullName;
        File.WriteAllText(Path.Combine(dead, "lock"), "");
        File.WriteAllText(Path.Combine(dead, "staged.csv"), "rows");

        using var started = Start();

        Assert.False(Directory.Exists(dead));
        Assert.True(File.Exists(space.File("staged.csv")));
    }

    [Fact]
    public void Nothing_is_left_when_a_process_ends()
    {
        var folder = Start();
        folder.Open();
        folder.Dispose();

        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private WorkFolder Start() => new(Options.Create(new TransformOptions { WorkFolder = _root }), NullLogger<WorkFolder>.Instance);
}
