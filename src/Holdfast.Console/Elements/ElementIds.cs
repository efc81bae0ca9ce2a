using System.Globalization;

namespace Holdfast.Console.Elements;

/// <summary>Names of elements that others of the same page refer to.</summary>
public static class ElementIds
{
    private static long last;

    /// <summary>A name that no other element has.</summary>
    public static string Next(string kind) => kind + "-" + Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);
}
