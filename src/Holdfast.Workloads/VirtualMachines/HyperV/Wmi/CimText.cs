using System.Globalization;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>Values as invariant text, and back as what WMI takes.</summary>
public static class CimText
{
    /// <summary>The text of one value: TRUE and FALSE for booleans, digits for numbers.</summary>
    public static string Of(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "TRUE" : "FALSE",
        char letter => ((int)letter).ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>What WMI takes for a property or argument of a type.</summary>
    /// <exception cref="WmiFailure">The text is no value of that type.</exception>
    public static object Parse(CimType type, string text)
    {
        try
        {
            return type switch
            {
                CimType.Boolean => bool.Parse(text),
                CimType.SInt8 => sbyte.Parse(text, CultureInfo.InvariantCulture),
                CimType.UInt8 => byte.Parse(text, CultureInfo.InvariantCulture),
                CimType.SInt16 => short.Parse(text, CultureInfo.InvariantCulture),
                CimType.UInt16 => ushort.Parse(text, CultureInfo.InvariantCulture),
                CimType.SInt32 => int.Parse(text, CultureInfo.InvariantCulture),
                CimType.UInt32 => uint.Parse(text, CultureInfo.InvariantCulture),
                CimType.SInt64 => long.Parse(text, CultureInfo.InvariantCulture),
                CimType.UInt64 => ulong.Parse(text, CultureInfo.InvariantCulture),
                CimType.Char16 => (char)ushort.Parse(text, CultureInfo.InvariantCulture),
                CimType.Real32 => float.Parse(text, CultureInfo.InvariantCulture),
                CimType.Real64 => double.Parse(text, CultureInfo.InvariantCulture),
                _ => text,
            };
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw new WmiFailure(WmiFailure.InvalidParameter, $"\"{text}\" is no value of type {Word(type)}.", error);
        }
    }

    /// <summary>The word for a type in CIM-XML.</summary>
    public static string Word(CimType type) => type switch
    {
        CimType.None or CimType.Object or CimType.Reference => "string",
        _ => type.ToString().ToLowerInvariant(),
    };

    /// <summary>Null for a word that is none.</summary>
    public static CimType? FromWord(string? word) => word switch
    {
        "string" => CimType.String,
        "boolean" => CimType.Boolean,
        "sint8" => CimType.SInt8,
        "uint8" => CimType.UInt8,
        "sint16" => CimType.SInt16,
        "uint16" => CimType.UInt16,
        "sint32" => CimType.SInt32,
        "uint32" => CimType.UInt32,
        "sint64" => CimType.SInt64,
        "uint64" => CimType.UInt64,
        "real32" => CimType.Real32,
        "real64" => CimType.Real64,
        "char16" => CimType.Char16,
        "datetime" => CimType.DateTime,
        _ => null,
    };
}
