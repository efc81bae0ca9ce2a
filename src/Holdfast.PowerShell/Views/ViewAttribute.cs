namespace Holdfast.PowerShell.Views;

/// <summary>How objects of a type are shown: these properties as the columns of a table; all public ones in a list.</summary>
/// <param name="columns">Names of properties, as they stand in the table from left to right.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ViewAttribute(params string[] columns) : Attribute
{
    public IReadOnlyList<string> Columns => columns;
}
