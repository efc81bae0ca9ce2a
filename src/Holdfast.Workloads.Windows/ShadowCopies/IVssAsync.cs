using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Holdfast.Workloads.Windows.ShadowCopies;

/// <summary>A step of the service, as vss.h has it; methods in the order of its vtable.</summary>
[GeneratedComInterface]
[Guid("507c37b4-cf5b-4e95-b0af-14eb9767467e")]
internal unsafe partial interface IVssAsync
{
    [PreserveSig]
    int Cancel();

    [PreserveSig]
    int Wait(uint milliseconds);

    [PreserveSig]
    int QueryStatus(int* result, int* reserved);
}
