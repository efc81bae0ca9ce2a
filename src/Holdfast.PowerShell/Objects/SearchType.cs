namespace Holdfast.PowerShell.Objects;

/// <summary>How a name is compared with the text; upper and lower case are the same.</summary>
public enum SearchType
{
    Contains,
    StartsWith,
    EndsWith,
    ExactMatch,
}
