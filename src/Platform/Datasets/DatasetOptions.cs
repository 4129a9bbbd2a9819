namespace RetailBus.Platform.Datasets;

/// <summary>Where the contracts are; section <c>Datasets</c>.</summary>
public sealed class DatasetOptions
{
    public const string Section = "Datasets";

    /// <summary>Folder of <c>{dataset}.odcs.yaml</c> files. Default: <c>datasets</c> beside the program.</summary>
    public string Path { get; set; } = System.IO.Path.Combine(AppContext.BaseDirectory, "datasets");
}
