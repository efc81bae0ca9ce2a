namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>Questions as WMI reads them.</summary>
public static class Wql
{
    /// <param name="where">Null for all.</param>
    public static string Select(string className, string? where) => $"SELECT * FROM {className}{(where is null ? "" : " WHERE " + where)}";

    /// <param name="association">Null for any.</param>
    public static string Related(string path, string resultClass, string? association) =>
        $"ASSOCIATORS OF {{{path}}} WHERE {(association is null ? "" : $"AssocClass = {association} ")}ResultClass = {resultClass}";
}
