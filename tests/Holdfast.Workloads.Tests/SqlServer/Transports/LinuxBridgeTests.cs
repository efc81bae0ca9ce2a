using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Transports.Vdi;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.SqlServer.Transports;

/// <summary>The bridge as its source is, built here, before a stand-in for SQL Server's library that exports the same classes.</summary>
public sealed class LinuxBridgeTests
{
    private const string StandIn = """
        #include <cstdint>
        #include <cstring>
        #include <ctime>
        struct VDConfig { uint32_t values[11]; };
        struct VDC_Command { int32_t code; int32_t size; int64_t position; uint8_t* buffer; };
        class ClientVirtualDevice { public: int GetCommand(time_t, VDC_Command**); int CompleteCommand(VDC_Command*, int, unsigned long, int64_t); int* state; };
        class ClientVirtualDeviceSet { public: ClientVirtualDeviceSet(); ~ClientVirtualDeviceSet(); int Create(char*, VDConfig*); int GetConfiguration(time_t, VDConfig*);
            int OpenDevice(char*, ClientVirtualDevice**); int Close(); int SignalAbort(); int* state; };
        static int waits, step, failed;
        static char set_name[128];
        static uint8_t buffer[6];
        static VDC_Command command;
        static ClientVirtualDevice device;
        static const int codes[] = { 2, 2, 12, 19 };
        ClientVirtualDeviceSet::ClientVirtualDeviceSet() : state(&step) {}
        ClientVirtualDeviceSet::~ClientVirtualDeviceSet() {}
        int ClientVirtualDeviceSet::Create(char* name, VDConfig* c) { std::strcpy(set_name, name); return c->values[0] == 1 && c->values[1] == 0x2000 ? 0 : (int)0x80770006; }
        int ClientVirtualDeviceSet::GetConfiguration(time_t t, VDConfig* c) { if (waits++ == 0) return t == 250 ? (int)0x80770003 : (int)0x80770006; c->values[1] = 0x40000; return 0; }
        int ClientVirtualDeviceSet::OpenDevice(char* name, ClientVirtualDevice** d) { *d = &device; return std::strcmp(name, set_name) == 0 ? 0 : (int)0x80770006; }
        int ClientVirtualDeviceSet::Close() { return failed ? (int)0x8077000b : 0; }
        int ClientVirtualDeviceSet::SignalAbort() { return 0; }
        int ClientVirtualDevice::GetCommand(time_t, VDC_Command** c) {
            if (step == 4) return (int)0x8077000e;
            std::memcpy(buffer, step == 0 ? "first " : "second", 6);
            command = { codes[step], step < 2 ? 6 : 0, 0, buffer };
            *c = &command;
            return 0; }
        int ClientVirtualDevice::CompleteCommand(VDC_Command* c, int code, unsigned long bytes, int64_t) {
            if (c != &command || code != 0 || bytes != (unsigned long)c->size) failed = 1;
            step++;
            return failed ? (int)0x80770006 : 0; }
        """;

    [Fact]
    public void Bridge_BuiltAsDocumented_CarriesTheCommandsOfTheLibrary()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/g++"), "needs Linux and g++");
        // Before it is there, the fault says what to do.
        Assert.Equal(WorkloadFault.NotHere, Assert.Throws<WorkloadException>(() => new InstalledDeviceSets().Create(null, 1)).Fault);
        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => new InstalledDeviceSets().Create("INST", 1)).Fault);

        using var tree = new TempTree();
        var source = tree.Write("standin.cpp", StandIn);
        Compile($"-shared -fPIC -O1 -Wl,-soname,libsqlvdi.so -o {tree["libsqlvdi.so"]} {source}");
        Compile($"-shared -fPIC -O1 -Wl,-soname,libholdfast-vdi.so -o {tree["libholdfast-vdi.so"]} {Source()} -L{tree.Root} -lsqlvdi -Wl,-rpath,{tree.Root}");
        NativeLibrary.Load(tree["libholdfast-vdi.so"]);
        using var set = new InstalledDeviceSets().Create(null, 1);
        Assert.False(set.TryConfigure(TimeSpan.FromMilliseconds(250)));
        Assert.True(set.TryConfigure(TimeSpan.FromMilliseconds(250)));
        Assert.True(set.HasComplete);
        var receiver = new Received();
        new VirtualDeviceLoop(set.Open(0), set.HasComplete).Receive(receiver, CancellationToken.None);
        Assert.Equal(("first second", true), (receiver.Text.ToString(), receiver.IsComplete));
    }

    private static string Source()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Holdfast.slnx"))) folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder!, "eng", "vdi", "holdfast_vdi.cpp");
    }

    private static void Compile(string arguments)
    {
        using var compiler = Process.Start(new ProcessStartInfo("/usr/bin/g++", arguments) { RedirectStandardError = true })!;
        var said = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, said);
    }

    private sealed class Received : IObjectReceiver
    {
        public StringBuilder Text { get; } = new();

        public bool IsComplete { get; private set; }

        public void Append(ReadOnlySpan<byte> bytes) => Text.Append(Encoding.ASCII.GetString(bytes));

        public void Complete() => IsComplete = true;

        public void Abort() => Text.Clear();
    }
}
