using System.Globalization;
using System.Text;
using RetailBus.Transform.Datasets;

namespace RetailBus.Cli.Commands;

/// <summary>What the contracts commands say.</summary>
internal static class ContractText
{
    public static string Of(ContractDiff diff)
    {
        if (diff.Changes.Count == 0)
            return "Nothing that counts changed.";
        var text = new StringBuilder();
        foreach (var change in diff.Changes)
            text.AppendLine(CultureInfo.InvariantCulture, $"{Word(change.Impact),-16} {change.What}");
        text.Append(CultureInfo.InvariantCulture, $"This asks for a {diff.NeededBump} version: {diff.NeededVersion} or later");
        return text.Append(diff.HasNeededVersion ? ", which it has." : ". Raise the contract's version.").ToString();
    }

    /// <summary>A dataset's name of a file's: lower case, hyphens for what can't stand there.</summary>
    public static string DatasetName(string path)
    {
        var stem = Path.GetFileName(path).Split('.')[0];
        var letters = stem.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-');
        var name = new string([.. letters]).Trim('-');
        return name.Length > 0 && char.IsAsciiLetter(name[0]) ? name : $"dataset-{name}".TrimEnd('-');
    }

    private static string Word(ContractImpact impact) => impact switch
    {
        ContractImpact.BreaksReaders => "breaks readers",
        ContractImpact.BreaksSenders => "breaks senders",
        ContractImpact.Widens => "widens",
        _ => "words",
    };
}
