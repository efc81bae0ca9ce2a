using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using Holdfast.Workloads.SqlServer.Transports.Vdi;

namespace Holdfast.Workloads.Tests.SqlServer.Transports;

/// <summary>Which place of the vtable each call goes to: sqlvdi.dll is not here, an object whose methods answer with their place is.</summary>
public sealed unsafe class ComOrderTests
{
    private const int Places = 13;

    [Fact]
    public void DeviceSet_Calls_GoToTheirPlaces()
    {
        var set = Wrap<IClientVirtualDeviceSet2>();
        VirtualDeviceConfiguration configuration;
        uint handle;
        byte* buffer;
        Assert.Equal([3, 4, 6, 7, 8, 9, 10, 11, 12],
        [
            set.Create("a", &configuration), set.GetConfiguration(1, &configuration), set.Close(), set.SignalAbort(), set.OpenInSecondary("a"), set.GetBufferHandle(null, &handle),
            set.MapBufferHandle(1, &buffer), set.CreateEx(null, "a", &configuration), set.OpenInSecondaryEx(null, "a"),
        ]);
        Assert.Equal(5, set.OpenDevice("a", out _));
    }

    [Fact]
    public void Device_Calls_GoToTheirPlaces()
    {
        var device = Wrap<IClientVirtualDevice>();
        NativeCommand* command;
        Assert.Equal([3, 4], [device.GetCommand(1, &command), device.CompleteCommand(null, 0, 0, 0)]);
    }

    [Fact]
    public void Interfaces_Ids_AreThoseOfTheInterface()
    {
        Assert.Equal(new Guid("d0e6eb07-7a62-11d2-8573-00c04fc21759"), typeof(IClientVirtualDeviceSet2).GUID);
        Assert.Equal(new Guid("40700424-0080-11d2-851f-00c04fc21759"), typeof(IClientVirtualDevice).GUID);
    }

    private static T Wrap<T>()
        where T : class
    {
        // Never freed: the wrapper may let go of it after the test.
        var table = (nint*)NativeMemory.Alloc(Places, (nuint)sizeof(nint));
        var instance = (nint*)NativeMemory.Alloc(1, (nuint)sizeof(nint));
        *instance = (nint)table;
        table[0] = (nint)(delegate* unmanaged<nint, Guid*, nint*, int>)&Query;
        table[1] = table[2] = (nint)(delegate* unmanaged<nint, uint>)&Count;
        delegate* unmanaged<nint, int>[] answers = [&Three, &Four, &Five, &Six, &Seven, &Eight, &Nine, &Ten, &Eleven, &Twelve];
        for (var place = 0; place < answers.Length; place++) table[place + 3] = (nint)answers[place];
        return (T)new StrategyBasedComWrappers().GetOrCreateObjectForComInstance((nint)instance, CreateObjectFlags.UniqueInstance);
    }

    [UnmanagedCallersOnly]
    private static int Query(nint self, Guid* wanted, nint* result)
    {
        var known = *wanted == new Guid("d0e6eb07-7a62-11d2-8573-00c04fc21759") || *wanted == new Guid("40700424-0080-11d2-851f-00c04fc21759") || *wanted == new Guid("00000000-0000-0000-c000-000000000046");
        *result = known ? self : 0;
        return known ? 0 : unchecked((int)0x80004002);
    }

    [UnmanagedCallersOnly]
    private static uint Count(nint self) => 1;

    [UnmanagedCallersOnly]
    private static int Three(nint self) => 3;

    [UnmanagedCallersOnly]
    private static int Four(nint self) => 4;

    [UnmanagedCallersOnly]
    private static int Five(nint self) => 5;

    [UnmanagedCallersOnly]
    private static int Six(nint self) => 6;

    [UnmanagedCallersOnly]
    private static int Seven(nint self) => 7;

    [UnmanagedCallersOnly]
    private static int Eight(nint self) => 8;

    [UnmanagedCallersOnly]
    private static int Nine(nint self) => 9;

    [UnmanagedCallersOnly]
    private static int Ten(nint self) => 10;

    [UnmanagedCallersOnly]
    private static int Eleven(nint self) => 11;

    [UnmanagedCallersOnly]
    private static int Twelve(nint self) => 12;
}
