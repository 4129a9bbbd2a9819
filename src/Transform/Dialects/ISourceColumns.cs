using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Dialects;

/// <summary>How generated SQL names a record's columns: by place, so that no name of a file or contract is part of a statement's structure.</summary>
internal interface ISourceColumns
{
    /// <summary>The text as it stands in the file.</summary>
    string Raw(ContractColumn column);

    /// <summary>The text that counts: trimmed, the default in the place of nothing; null when missing.</summary>
    string Text(ContractColumn column);

    /// <summary>The typed value; null when missing or unreadable.</summary>
    string Value(ContractColumn column);
}
