using RetailBus.Cli.Stack;

namespace RetailBus.Cli.Doctor;

/// <summary>Room on the disk that keeps everything.</summary>
internal sealed class DataFolderExamination(StackOptions options) : IExamination
{
    private const long GiB = 1L << 30;

    /// <summary>What a warehouse of some ten million rows spills and keeps.</summary>
    private const long Comfortable = 10 * GiB;

    public string Area => "Data folder";

    public Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellationToken)
    {
        var folder = options.DataDirectory;
        var present = Path.GetFullPath(folder);
        while (!Directory.Exists(present))
            present = Path.GetDirectoryName(present) ?? Path.GetPathRoot(folder)!;
        var free = new DriveInfo(present).AvailableFreeSpace;
        var found = $"{(Directory.Exists(folder) ? "there" : "made at the first start")}; {free / (double)GiB:0.0} GiB free";
        IReadOnlyList<Diagnosis> diagnoses =
        [
            free switch
            {
                < GiB => Diagnosis.Bad(folder, found, "Loads and queries that spill will fail.", "Free some space, or name another folder with --data."),
                < Comfortable => Diagnosis.Note(folder, found, "Large loads spill to disk and may fail.", "Free some space, or name another folder with --data."),
                _ => Diagnosis.Good(folder, found),
            },
        ];
        return Task.FromResult(diagnoses);
    }
}
