/* A stand-in for vssapi.dll: every method of IVssBackupComponents at its place, as the headers of mingw-w64 have it. It notes the calls, checks their arguments, and fails where it is told to. */
#define COBJMACROS
#define CINTERFACE
#include <windows.h>
#include <stddef.h>
#include <stdio.h>
#include <vss.h>
#include <vswriter.h>
#include <vsbackup.h>

static char calls[16384];
static int number, fail_at, async_fail_at, fail_code, objects, snapshots, properties;
static wchar_t document[8192], device[512];
static const GUID set_id = { 0x5e700000, 1, 2, { 3, 4, 5, 6, 7, 8, 9, 10 } }, copy_id = { 0xc0b10000, 1, 2, { 3, 4, 5, 6, 7, 8, 9, 10 } };

static void note(const char *text) { strncat(calls, text, sizeof calls - strlen(calls) - 1); }
static HRESULT call(const char *name) { if (calls[0]) note(","); note(name); return number++ == fail_at ? fail_code : S_OK; }
static void want(int holds, const char *what) { if (!holds) { note("!"); note(what); } }
static int same(const wchar_t *text, const wchar_t *expected) { return text && wcscmp(text, expected) == 0; }

/* IVssAsync: pending at the first look. */
typedef struct { IVssAsyncVtbl *vtbl; LONG count; int looks, failing; } Step;
static HRESULT STDMETHODCALLTYPE step_query(IVssAsync *self, REFIID id, void **result)
{
    static const GUID async = { 0x507c37b4, 0xcf5b, 0x4e95, { 0xb0, 0xaf, 0x14, 0xeb, 0x97, 0x67, 0x46, 0x7e } };
    if (!IsEqualGUID(id, &async) && !IsEqualGUID(id, &IID_IUnknown)) { *result = NULL; return E_NOINTERFACE; }
    InterlockedIncrement(&((Step *)self)->count);
    *result = self;
    return S_OK;
}
static ULONG STDMETHODCALLTYPE step_add(IVssAsync *self) { return InterlockedIncrement(&((Step *)self)->count); }
static ULONG STDMETHODCALLTYPE step_release(IVssAsync *self)
{
    ULONG left = InterlockedDecrement(&((Step *)self)->count);
    if (left == 0) { objects--; HeapFree(GetProcessHeap(), 0, self); }
    return left;
}
static HRESULT STDMETHODCALLTYPE step_cancel(IVssAsync *self) { note(".Cancel"); ((Step *)self)->looks = 1000000; return S_OK; }
static HRESULT STDMETHODCALLTYPE step_wait(IVssAsync *self, DWORD time) { want(time == 500, "Wait"); return S_OK; }
static HRESULT STDMETHODCALLTYPE step_status(IVssAsync *self, HRESULT *result, INT *reserved)
{
    Step *step = (Step *)self;
    *result = step->looks++ == 0 ? VSS_S_ASYNC_PENDING : step->failing ? fail_code : VSS_S_ASYNC_FINISHED;
    return S_OK;
}
static IVssAsyncVtbl step_table = { step_query, step_add, step_release, step_cancel, step_wait, step_status };

static HRESULT begin(const char *name, IVssAsync **result)
{
    int at = number;
    HRESULT code = call(name);
    if (FAILED(code)) return code;
    Step *step = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof *step);
    step->vtbl = &step_table;
    step->count = 1;
    step->failing = at == async_fail_at;
    objects++;
    *result = (IVssAsync *)step;
    return code;
}

/* IVssExamineWriterMetadata: only its document is asked for. */
typedef struct { IVssExamineWriterMetadataVtbl *vtbl; LONG count; } Metadata;
static ULONG STDMETHODCALLTYPE metadata_release(IVssExamineWriterMetadata *self) { ULONG left = InterlockedDecrement(&((Metadata *)self)->count); if (left == 0) objects--; return left; }
static HRESULT STDMETHODCALLTYPE metadata_save(IVssExamineWriterMetadata *self, BSTR *text) { *text = SysAllocString(document); return S_OK; }
static IVssExamineWriterMetadataVtbl metadata_table = { .Release = metadata_release, .SaveAsXML = metadata_save };
static Metadata metadata = { &metadata_table, 0 };

#define SELF IVssBackupComponents *self
#define PLAIN(name) static HRESULT STDMETHODCALLTYPE name(SELF) { return call(#name); }
#define BEGIN(name) static HRESULT STDMETHODCALLTYPE name(SELF, IVssAsync **step) { return begin(#name, step); }
#define COMPONENT VSS_ID writer, VSS_COMPONENT_TYPE type, LPCWSTR path, LPCWSTR name
static void component(VSS_ID writer, VSS_COMPONENT_TYPE type, LPCWSTR path, LPCWSTR name)
{
    want(writer.Data1 == 0xa65faa63 && writer.Data4[7] == 0x2a, "writer");
    want(type == VSS_CT_FILEGROUP && same(path, L"SERVER\\INST") && same(name, L"Sales"), "component");
}

static LONG references;
static HRESULT STDMETHODCALLTYPE QueryInterface(SELF, REFIID id, void **result) { note("!QueryInterface"); *result = NULL; return E_NOINTERFACE; }
static ULONG STDMETHODCALLTYPE AddRef(SELF) { return InterlockedIncrement(&references); }
static ULONG STDMETHODCALLTYPE Release(SELF) { ULONG left = InterlockedDecrement(&references); if (left == 0) objects--; return left; }
static HRESULT STDMETHODCALLTYPE InitializeForBackup(SELF, BSTR xml) { want(xml == NULL, "xml"); return call("InitializeForBackup"); }
static HRESULT STDMETHODCALLTYPE SetBackupState(SELF, boolean select, boolean system, VSS_BACKUP_TYPE type, boolean partial)
{
    want(select == 1 && system == 0 && type == VSS_BT_FULL && partial == 0, "state");
    return call("SetBackupState");
}
static HRESULT STDMETHODCALLTYPE InitializeForRestore(SELF, BSTR xml) { want(same(xml, L"<BACKUP_COMPONENTS/>") && SysStringLen(xml) == 20, "xml"); return call("InitializeForRestore"); }
static HRESULT STDMETHODCALLTYPE SetRestoreState(SELF, VSS_RESTORE_TYPE type) { want(type == VSS_RTYPE_BY_COPY, "type"); return call("SetRestoreState"); }
BEGIN(GatherWriterMetadata)
static HRESULT STDMETHODCALLTYPE GetWriterMetadataCount(SELF, UINT *count) { *count = 1; return call("GetWriterMetadataCount"); }
static HRESULT STDMETHODCALLTYPE GetWriterMetadata(SELF, UINT index, VSS_ID *instance, IVssExamineWriterMetadata **result)
{
    HRESULT code = call("GetWriterMetadata");
    want(index == 0, "index");
    if (FAILED(code)) return code;
    if (metadata.count++ == 0) objects++;
    *result = (IVssExamineWriterMetadata *)&metadata;
    return code;
}
PLAIN(FreeWriterMetadata)
static HRESULT STDMETHODCALLTYPE AddComponent(SELF, VSS_ID instance, COMPONENT)
{
    component(writer, type, path, name);
    want(instance.Data1 == 0xdd8d6255 && instance.Data4[7] == 0x21, "instance");
    return call("AddComponent");
}
BEGIN(PrepareForBackup)
PLAIN(AbortBackup)
BEGIN(GatherWriterStatus)
static HRESULT STDMETHODCALLTYPE GetWriterStatusCount(SELF, UINT *count) { *count = 1; return call("GetWriterStatusCount"); }
PLAIN(FreeWriterStatus)
static HRESULT STDMETHODCALLTYPE GetWriterStatus(SELF, UINT index, VSS_ID *instance, VSS_ID *writer, BSTR *name, VSS_WRITER_STATE *state, HRESULT *failure)
{
    HRESULT code = call("GetWriterStatus");
    if (FAILED(code)) return code;
    CLSIDFromString(L"{dd8d6255-b3bb-4ec1-8249-73cd75c0ee21}", instance);
    CLSIDFromString(L"{a65faa63-5ea8-4ebc-9dbd-a0c4db26912a}", writer);
    *name = SysAllocString(L"SqlServerWriter");
    *state = VSS_WS_STABLE;
    *failure = S_OK;
    return code;
}
static HRESULT STDMETHODCALLTYPE SetBackupSucceeded(SELF, VSS_ID instance, COMPONENT, boolean succeeded) { component(writer, type, path, name); want(succeeded == 1 && instance.Data1 == 0xdd8d6255, "succeeded"); return call("SetBackupSucceeded"); }
static HRESULT STDMETHODCALLTYPE SetSelectedForRestore(SELF, COMPONENT, boolean selected) { component(writer, type, path, name); want(selected == 1, "selected"); return call("SetSelectedForRestore"); }
static HRESULT STDMETHODCALLTYPE SetRestoreOptions(SELF, COMPONENT, LPCWSTR options) { component(writer, type, path, name); want(same(options, L"\"New Component Name\"=\"Copy\""), "options"); return call("SetRestoreOptions"); }
static HRESULT STDMETHODCALLTYPE SetAdditionalRestores(SELF, COMPONENT, boolean more) { component(writer, type, path, name); want(more == 1, "more"); return call("SetAdditionalRestores"); }
static HRESULT STDMETHODCALLTYPE SetPreviousBackupStamp(SELF, COMPONENT, LPCWSTR stamp) { component(writer, type, path, name); want(same(stamp, L"before"), "stamp"); return call("SetPreviousBackupStamp"); }
static HRESULT STDMETHODCALLTYPE SaveAsXML(SELF, BSTR *text) { HRESULT code = call("SaveAsXML"); if (SUCCEEDED(code)) *text = SysAllocString(L"<BACKUP_COMPONENTS/>"); return code; }
BEGIN(BackupComplete)
static HRESULT STDMETHODCALLTYPE AddRestoreSubcomponent(SELF, COMPONENT, LPCWSTR part_path, LPCWSTR part_name, boolean repair)
{
    component(writer, type, path, name);
    want(same(part_path, L"SERVER\\INST\\Sales") && same(part_name, L"part") && !repair, "part");
    return call("AddRestoreSubcomponent");
}
static HRESULT STDMETHODCALLTYPE SetFileRestoreStatus(SELF, COMPONENT, VSS_FILE_RESTORE_STATUS status) { component(writer, type, path, name); want(status == VSS_RS_ALL, "status"); return call("SetFileRestoreStatus"); }
static HRESULT STDMETHODCALLTYPE AddNewTarget(SELF, COMPONENT, LPCWSTR folder, LPCWSTR file, boolean recursive, LPCWSTR target)
{
    component(writer, type, path, name);
    want(same(folder, L"D:\\data") && same(file, L"Sales.mdf") && recursive == 1 && same(target, L"E:\\data"), "target");
    return call("AddNewTarget");
}
BEGIN(PreRestore)
BEGIN(PostRestore)
static HRESULT STDMETHODCALLTYPE SetContext(SELF, LONG context) { want(context == VSS_CTX_BACKUP, "context"); return call("SetContext"); }
static HRESULT STDMETHODCALLTYPE StartSnapshotSet(SELF, VSS_ID *id) { *id = set_id; return call("StartSnapshotSet"); }
static HRESULT STDMETHODCALLTYPE AddToSnapshotSet(SELF, VSS_PWSZ volume, VSS_ID provider, VSS_ID *id)
{
    want(same(volume, L"C:\\") && IsEqualGUID(&provider, &GUID_NULL), "volume");
    *id = copy_id;
    return call("AddToSnapshotSet");
}
static HRESULT STDMETHODCALLTYPE DoSnapshotSet(SELF, IVssAsync **step) { HRESULT code = begin("DoSnapshotSet", step); if (SUCCEEDED(code)) snapshots++; return code; }
static HRESULT STDMETHODCALLTYPE DeleteSnapshots(SELF, VSS_ID id, VSS_OBJECT_TYPE type, WINBOOL force, LONG *deleted, VSS_ID *left)
{
    HRESULT code = call("DeleteSnapshots");
    want(IsEqualGUID(&id, &set_id) && type == VSS_OBJECT_SNAPSHOT_SET && force == 1, "set");
    if (FAILED(code)) return code;
    if (snapshots == 0) return VSS_E_OBJECT_NOT_FOUND;
    *deleted = 1;
    *left = GUID_NULL;
    snapshots = 0;
    return code;
}
static VSS_PWSZ copied(const wchar_t *text) { VSS_PWSZ copy = CoTaskMemAlloc((wcslen(text) + 1) * sizeof *text); wcscpy(copy, text); return copy; }
static HRESULT STDMETHODCALLTYPE GetSnapshotProperties(SELF, VSS_ID id, VSS_SNAPSHOT_PROP *result)
{
    HRESULT code = call("GetSnapshotProperties");
    want(IsEqualGUID(&id, &copy_id), "copy");
    if (FAILED(code)) return code;
    memset(result, 0, sizeof *result);
    result->m_SnapshotId = copy_id;
    result->m_SnapshotSetId = set_id;
    result->m_lSnapshotsCount = 1;
    result->m_pwszSnapshotDeviceObject = copied(device);
    result->m_pwszOriginalVolumeName = copied(L"C:\\");
    result->m_lSnapshotAttributes = 0x20000;
    result->m_tsCreationTimestamp = 0x1d5b978eb;
    result->m_eStatus = VSS_SS_CREATED;
    properties++;
    return code;
}
static HRESULT STDMETHODCALLTYPE IsVolumeSupported(SELF, VSS_ID provider, VSS_PWSZ volume, WINBOOL *supported) { want(same(volume, L"C:\\"), "volume"); *supported = 1; return call("IsVolumeSupported"); }

static IVssBackupComponentsVtbl table = {
    .QueryInterface = QueryInterface, .AddRef = AddRef, .Release = Release, .InitializeForBackup = InitializeForBackup, .SetBackupState = SetBackupState, .InitializeForRestore = InitializeForRestore,
    .SetRestoreState = SetRestoreState, .GatherWriterMetadata = GatherWriterMetadata, .GetWriterMetadataCount = GetWriterMetadataCount, .GetWriterMetadata = GetWriterMetadata,
    .FreeWriterMetadata = FreeWriterMetadata, .AddComponent = AddComponent, .PrepareForBackup = PrepareForBackup, .AbortBackup = AbortBackup, .GatherWriterStatus = GatherWriterStatus,
    .GetWriterStatusCount = GetWriterStatusCount, .FreeWriterStatus = FreeWriterStatus, .GetWriterStatus = GetWriterStatus, .SetBackupSucceeded = SetBackupSucceeded,
    .SetSelectedForRestore = SetSelectedForRestore, .SetRestoreOptions = SetRestoreOptions, .SetAdditionalRestores = SetAdditionalRestores, .SetPreviousBackupStamp = SetPreviousBackupStamp,
    .SaveAsXML = SaveAsXML, .BackupComplete = BackupComplete, .AddRestoreSubcomponent = AddRestoreSubcomponent, .SetFileRestoreStatus = SetFileRestoreStatus, .AddNewTarget = AddNewTarget,
    .PreRestore = PreRestore, .PostRestore = PostRestore, .SetContext = SetContext, .StartSnapshotSet = StartSnapshotSet, .AddToSnapshotSet = AddToSnapshotSet, .DoSnapshotSet = DoSnapshotSet,
    .DeleteSnapshots = DeleteSnapshots, .GetSnapshotProperties = GetSnapshotProperties, .IsVolumeSupported = IsVolumeSupported,
};
static struct { IVssBackupComponentsVtbl *vtbl; } components = { &table };

__declspec(dllexport) HRESULT APIENTRY CreateVssBackupComponentsInternal(IVssBackupComponents **result)
{
    references = 1;
    objects++;
    *result = (IVssBackupComponents *)&components;
    return S_OK;
}

__declspec(dllexport) void APIENTRY VssFreeSnapshotPropertiesInternal(VSS_SNAPSHOT_PROP *prop)
{
    CoTaskMemFree(prop->m_pwszSnapshotDeviceObject);
    CoTaskMemFree(prop->m_pwszOriginalVolumeName);
    properties--;
}

__declspec(dllexport) void APIENTRY FakeReset(int at, int async_at, int code, const wchar_t *metadata_document, const wchar_t *snapshot_device)
{
    calls[0] = 0;
    number = objects = snapshots = properties = 0;
    metadata.count = 0;
    fail_at = at;
    async_fail_at = async_at;
    fail_code = code;
    wcsncpy(document, metadata_document, sizeof document / sizeof *document - 1);
    wcsncpy(device, snapshot_device, sizeof device / sizeof *device - 1);
}

__declspec(dllexport) const char *APIENTRY FakeCalls(void) { return calls; }

/* Objects not released, snapshots not deleted, properties not freed. */
__declspec(dllexport) void APIENTRY FakeLeft(int *left) { left[0] = objects; left[1] = snapshots; left[2] = properties; }

/* What the compiler makes of the headers, in the order in which the probe names it. */
__declspec(dllexport) int APIENTRY FakeLayout(int *layout)
{
    int values[] = {
        sizeof(VSS_SNAPSHOT_PROP), offsetof(VSS_SNAPSHOT_PROP, m_pwszSnapshotDeviceObject), offsetof(VSS_SNAPSHOT_PROP, m_pwszOriginalVolumeName), offsetof(VSS_SNAPSHOT_PROP, m_ProviderId),
        offsetof(VSS_SNAPSHOT_PROP, m_lSnapshotAttributes), offsetof(VSS_SNAPSHOT_PROP, m_tsCreationTimestamp), offsetof(VSS_SNAPSHOT_PROP, m_eStatus), sizeof(IVssBackupComponentsVtbl) / sizeof(void *),
        offsetof(IVssExamineWriterMetadataVtbl, SaveAsXML) / sizeof(void *), sizeof(TOKEN_PRIVILEGES), sizeof(VSS_OBJECT_PROP), sizeof(VSS_PROVIDER_PROP), sizeof(VSS_COMPONENTINFO),
    };
    memcpy(layout, values, sizeof values);
    return sizeof values / sizeof *values;
}
