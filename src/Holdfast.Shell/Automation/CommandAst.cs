namespace Holdfast.Shell.Automation;

/// <summary>The line that is being completed.</summary>
public sealed class CommandAst(string text)
{
    public override string ToString() => text;
}
