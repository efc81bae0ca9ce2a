using System.Reflection;
using System.Xml.Linq;
using Holdfast.PowerShell.Views;

namespace Holdfast.Shell.Module;

/// <summary>How PowerShell shows the module's objects: as a table of a few properties, as a list of all.</summary>
internal static class ModuleViews
{
    internal const string FileName = ModuleFiles.Name + ".Format.ps1xml";

    /// <summary>The types that have a view.</summary>
    internal static IReadOnlyList<Type> Types { get; } =
        [.. typeof(ModuleViews).Assembly.GetExportedTypes().Where(type => type.GetCustomAttribute<ViewAttribute>() is not null).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    internal static string Text() => new XDocument(
        new XElement("Configuration", new XElement("ViewDefinitions", Types.SelectMany(type => new[] { Table(type), List(type) })))).ToString();

    private static XElement Table(Type type)
    {
        var columns = type.GetCustomAttribute<ViewAttribute>()!.Columns;
        return View(type, "Table", new XElement("TableControl",
            new XElement("AutoSize"),
            new XElement("TableHeaders", columns.Select(column => new XElement("TableColumnHeader", new XElement("Label", column), IsNumber(type, column) ? new XElement("Alignment", "Right") : null))),
            new XElement("TableRowEntries", new XElement("TableRowEntry", new XElement("TableColumnItems",
                columns.Select(column => new XElement("TableColumnItem", new XElement("PropertyName", column))))))));
    }

    private static XElement List(Type type) => View(type, "List", new XElement("ListControl", new XElement("ListEntries", new XElement("ListEntry", new XElement("ListItems",
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => new XElement("ListItem", new XElement("PropertyName", property.Name))))))));

    private static XElement View(Type type, string form, XElement control) =>
        new("View", new XElement("Name", $"{type.Name}{form}"), new XElement("ViewSelectedBy", new XElement("TypeName", type.FullName)), control);

    private static bool IsNumber(Type type, string column)
    {
        var property = type.GetProperty(column) ?? throw new InvalidOperationException($"{type.Name} has no property {column} for its view.");
        return (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is var of && (of == typeof(int) || of == typeof(long) || of == typeof(double));
    }
}
