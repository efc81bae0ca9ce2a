namespace Holdfast.Workloads.SqlServer.Statements;

/// <summary>One statement and its parameters. What is shown of it never holds its secret.</summary>
/// <param name="Text">As the server gets it.</param>
/// <param name="Secret">Part of the text that must appear nowhere else; null where there is none.</param>
internal sealed record SqlStatement(string Text, string? Secret = null)
{
    private const string Hidden = "***";

    /// <summary>Values by name with @; null for NULL.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; init; } = new Dictionary<string, object?>();

    /// <summary>Without the secret, wherever it stands.</summary>
    public string Cleaned(string text) => string.IsNullOrEmpty(Secret) ? text : text.Replace(Secret, Hidden, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Cleaned(Text);
}
