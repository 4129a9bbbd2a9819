using System.Diagnostics;

namespace RetailBus.EndToEnd.Compose;

/// <summary>A copy of the folder in which the script has made the secrets.</summary>
internal sealed class ComposeSecrets : IDisposable
{
    private const string Script = "make-secrets.sh";
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("retailbus-compose-");

    public string Folder => Path.Combine(_parent.FullName, "compose");

    public static async Task<ComposeSecrets> MakeAsync()
    {
        var made = new ComposeSecrets();
        foreach (var file in Directory.EnumerateFiles(ComposeFile.Folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/secrets/", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(made.Folder, Path.GetRelativePath(ComposeFile.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Assert.Equal(0, await made.MakeAgainAsync());
        return made;
    }

    /// <returns>The script's exit code.</returns>
    public async Task<int> MakeAgainAsync()
    {
        using var script = Process.Start(new ProcessStartInfo("sh", [Path.Combine(Folder, Script)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        return script.ExitCode;
    }

    public bool Has(string file) => File.Exists(Path.Combine(Folder, file));

    public string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public IEnumerable<(string Name, string Value)> Variables(string file) => File.ReadAllLines(Path.Combine(Folder, file))
        .Select(line => (line[..line.IndexOf('=', StringComparison.Ordinal)], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]));

    public void Dispose() => _parent.Delete(recursive: true);
}
