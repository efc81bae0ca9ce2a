namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>Type of a property, by the numbers of wbemcli.h (CIMTYPE_ENUMERATION).</summary>
public enum CimType
{
    None = 0,
    SInt16 = 2,
    SInt32 = 3,
    Real32 = 4,
    Real64 = 5,
    String = 8,
    Boolean = 11,
    Object = 13,
    SInt8 = 16,
    UInt8 = 17,
    UInt16 = 18,
    UInt32 = 19,
    SInt64 = 20,
    UInt64 = 21,
    DateTime = 101,
    Reference = 102,
    Char16 = 103,
}
