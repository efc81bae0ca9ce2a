namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>Makes of text what a property of WMI takes.</summary>
public static class WmiValues
{
    /// <returns>Null for no value; for an array, one whose elements are of the type.</returns>
    /// <exception cref="WmiFailure">A text is no value of the type, or there are several for one.</exception>
    public static object? Of(CimType type, bool isArray, IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var parsed = values.Select(value => CimText.Parse(type, value)).ToList();
        if (!isArray) return parsed.Count <= 1 ? parsed.FirstOrDefault() : throw new WmiFailure(WmiFailure.InvalidParameter, $"{parsed.Count} values were given where one is taken.");
        if (parsed.Count == 0) return Array.Empty<string>();
        var array = Array.CreateInstanceFromArrayType(ArrayType(parsed[0]), parsed.Count);
        for (var index = 0; index < parsed.Count; index++) array.SetValue(parsed[index], index);
        return array;
    }

    private static Type ArrayType(object element) => element switch
    {
        string => typeof(string[]),
        bool => typeof(bool[]),
        char => typeof(char[]),
        sbyte => typeof(sbyte[]),
        byte => typeof(byte[]),
        short => typeof(short[]),
        ushort => typeof(ushort[]),
        int => typeof(int[]),
        uint => typeof(uint[]),
        long => typeof(long[]),
        ulong => typeof(ulong[]),
        float => typeof(float[]),
        _ => typeof(double[]),
    };
}
