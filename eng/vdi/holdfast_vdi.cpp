// C functions before the C++ classes of SQL Server's virtual device interface on Linux.
// Build on the computer of the instance:
//   g++ -shared -fPIC -O2 -o libholdfast-vdi.so holdfast_vdi.cpp -L/opt/mssql/lib -lsqlvdi -Wl,-rpath,/opt/mssql/lib
// and put the result beside the holdfast program. Declarations below follow the documented interface ("SQL Server on Linux VDI client SDK specification"): names and
// parameters make the symbols that libsqlvdi.so exports, and each class holds one pointer.
#include <cstdint>
#include <ctime>
#include <new>
#include <string>

struct VDConfig
{
    uint32_t values[11];
};

struct VDC_Command;

class ClientVirtualDevice
{
public:
    int GetCommand(time_t timeout, VDC_Command** command);
    int CompleteCommand(VDC_Command* command, int completion, unsigned long transferred, int64_t position);

private:
    void* state;
};

class ClientVirtualDeviceSet
{
public:
    ClientVirtualDeviceSet();
    ~ClientVirtualDeviceSet();
    int Create(char* name, VDConfig* configuration);
    int GetConfiguration(time_t timeout, VDConfig* configuration);
    int OpenDevice(char* name, ClientVirtualDevice** device);
    int Close();
    int SignalAbort();

private:
    void* state;
};

namespace
{
// VD_E_MEMORY and VD_E_UNEXPECTED: no exception may leave a C function.
constexpr int no_memory = static_cast<int>(0x8077000au), unexpected = static_cast<int>(0x8077000bu);

template <typename Call>
int guarded(Call call) noexcept
{
    try
    {
        return call();
    }
    catch (const std::bad_alloc&)
    {
        return no_memory;
    }
    catch (...)
    {
        return unexpected;
    }
}
}

extern "C"
{
    int holdfast_vdi_create(const char* name, VDConfig* configuration, void** set)
    {
        return guarded([&] {
            std::string copy(name);
            auto* made = new ClientVirtualDeviceSet();
            const int result = made->Create(copy.data(), configuration);
            if (result < 0)
            {
                delete made;
                return result;
            }
            *set = made;
            return result;
        });
    }

    int holdfast_vdi_configuration(void* set, int64_t milliseconds, VDConfig* configuration)
    {
        return guarded([&] { return static_cast<ClientVirtualDeviceSet*>(set)->GetConfiguration(static_cast<time_t>(milliseconds), configuration); });
    }

    int holdfast_vdi_open(void* set, const char* name, void** device)
    {
        return guarded([&] {
            std::string copy(name);
            ClientVirtualDevice* opened = nullptr;
            const int result = static_cast<ClientVirtualDeviceSet*>(set)->OpenDevice(copy.data(), &opened);
            *device = opened;
            return result;
        });
    }

    int holdfast_vdi_command(void* device, int64_t milliseconds, VDC_Command** command)
    {
        return guarded([&] { return static_cast<ClientVirtualDevice*>(device)->GetCommand(static_cast<time_t>(milliseconds), command); });
    }

    int holdfast_vdi_complete(void* device, VDC_Command* command, int completion, uint64_t transferred, int64_t position)
    {
        return guarded([&] { return static_cast<ClientVirtualDevice*>(device)->CompleteCommand(command, completion, static_cast<unsigned long>(transferred), position); });
    }

    int holdfast_vdi_abort(void* set)
    {
        return guarded([&] { return static_cast<ClientVirtualDeviceSet*>(set)->SignalAbort(); });
    }

    int holdfast_vdi_close(void* set)
    {
        return guarded([&] {
            auto* closed = static_cast<ClientVirtualDeviceSet*>(set);
            const int result = closed->Close();
            delete closed;
            return result;
        });
    }
}
