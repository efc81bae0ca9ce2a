namespace Holdfast.Server.Hosting;

/// <summary>A parameter of a route's address, for its description.</summary>
/// <param name="Type">string, boolean, integer.</param>
/// <param name="Format">date-time, or null.</param>
internal sealed record ApiParameter(string Name, string Type, string Meaning, bool IsRequired = false, string? Format = null, int? Least = null, int? Most = null)
{
    internal static ApiParameter Text(string name, string meaning) => new(name, "string", meaning);

    internal static ApiParameter Required(string name, string meaning) => new(name, "string", meaning, IsRequired: true);

    internal static ApiParameter Flag(string name, string meaning) => new(name, "boolean", meaning);

    internal static ApiParameter Number(string name, int least, int most, string meaning) => new(name, "integer", meaning, Least: least, Most: most);

    internal static ApiParameter Time(string name, string meaning) => new(name, "string", meaning, Format: "date-time");
}
