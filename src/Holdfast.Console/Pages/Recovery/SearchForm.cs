namespace Holdfast.Console.Pages.Recovery;

/// <summary>What stands in the form of the search.</summary>
internal sealed class SearchForm
{
    internal string Text { get; set; } = "";

    internal string Match { get; set; } = "contains";

    internal string Source { get; set; } = "";

    internal string Server { get; set; } = "";

    internal DateOnly? From { get; set; }

    internal DateOnly? Until { get; set; }

    /// <summary>vault, or empty for disk.</summary>
    internal string Where { get; set; } = "";

    internal bool Once { get; set; } = true;
}
