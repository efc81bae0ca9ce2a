namespace Holdfast.Server.Setup.Unattended;

/// <summary>One key of an INI file.</summary>
/// <param name="Number">Of the line, from 1.</param>
internal sealed record IniLine(string Section, string Key, string Value, int Number)
{
    /// <summary>Says nothing of the value, which may be secret.</summary>
    public override string ToString() => $"[{Section}] {Key} (line {Number})";
}
