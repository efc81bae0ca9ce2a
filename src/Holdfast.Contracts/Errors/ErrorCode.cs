namespace Holdfast.Contracts.Errors;

/// <summary>
/// Every error that Holdfast can report. Below 400000 the number is the one that DPM and MABS use for the same meaning; from 400000 up it is Holdfast's own.
/// Numbers are never reused. docs/errors.md has a row for each, and a test keeps the two the same.
/// </summary>
public enum ErrorCode
{
    /// <summary>Nothing went wrong.</summary>
    None = 0,

    // Production servers and what lies on them
    AgentUnreachable = 31,
    PathNotFound = 36,
    ItemLocked = 37,
    PathNotAccessible = 39,
    ProductionServerUnreachable = 41,
    AgentAccessDenied = 42,
    AgentNotResponding = 43,

    // Space, jobs, protection groups
    TargetOutOfSpace = 57,
    ReplicaOutOfSpace = 58,
    ReplicaCreationRunning = 93,
    UnexpectedError = 104,
    TooManyRecoveryPoints = 130,
    BadExtension = 131,
    NoDisks = 136,
    GroupNameExists = 137,
    BadThrottle = 140,
    BadGroupName = 146,
    AlreadyMember = 157,

    // Alerts
    DiskThreshold = 3100,
    VerificationInProgress = 3104,
    ReplicaCreationInProgress = 3105,
    ReplicaInconsistent = 3106,
    RecoveryInProgress = 3109,
    RecoveryPartial = 3110,
    RecoveryFailed = 3111,
    RecoverySucceeded = 3112,
    ReplicaManualPending = 3118,
    DiskMissing = 3120,
    AgentIncompatible = 3121,
    AgentContactLost = 3122,
    DiskMissingInUse = 3161,
    ReplicaInconsistentAfterJob = 3163,
    CatalogThreshold = 3168,

    // Scripts of protection groups
    PreScriptFailed = 30189,
    PostScriptFailed = 30190,
    PreScriptTimedOut = 30191,
    PostScriptTimedOut = 30192,
    ScriptNotStarted = 30193,

    // Vault
    ServiceUnreachable = 33411,
    TooManyOnlinePoints = 33422,
    TooManyOnlineTimes = 33461,
    OnlineScheduleMismatch = 33465,
    NoServersRegistered = 33482,
    NotAServerOrNoData = 33483,
    PassphraseMisconfigured = 34506,
    InvalidVaultCredentials = 34513,
    VaultImmutable = 81001,
    PassphraseTooShort = 100042,
    PassphraseNotAccepted = 100043,
    PassphraseMismatch = 100044,
    WrongVault = 100110,
    VaultCredentialsExpired = 100126,
    VaultPinMissing = 100129,
    VaultPinWrong = 100130,
    RetentionBelowFloor = 100132,
    SubscriptionExpired = 130050,
    ClockSkew = 130052,
    ServerRenamed = 230006,

    // Own: the server and its API
    NotReachable = 400001,
    Unauthorized = 400002,
    Forbidden = 400003,
    NotFound = 400004,
    BadRequest = 400005,
    RequestTooLarge = 400006,
    Conflict = 400007,
    ServerStopping = 400008,
    HostRefused = 400009,
    AlreadyRunning = 400010,
    PortInUse = 400011,
    CatalogDamaged = 400012,
    CatalogNewer = 400013,
    DataDirectoryUnusable = 400014,
    MethodNotAllowed = 400015,

    // Own: pool and store
    ChunkDamaged = 400100,
    PoolInUse = 400101,
    SessionFenced = 400102,
    DiskRefused = 400103,
    ForeignDisk = 400104,
    WriteFailed = 400105,
    NewerFormat = 400106,
    DiskReadOnly = 400107,
    ListingFailed = 400108,
    StoreUnavailable = 400109,
    DataMissing = 400110,
    AlreadyStored = 400111,
    StoreForbids = 400112,
    DiskHoldsData = 400113,
    NotHealed = 400114,
    DiskFull = 400115,

    // Own: items
    ItemUnreadable = 400200,
    ItemChangedWhileRead = 400201,
    ItemVanished = 400202,
    ItemSkipped = 400203,
    RecoveryItemRefused = 400210,
    RecoveryItemFailed = 400211,
    RecoveryItemPartial = 400212,
    RecoveryItemExists = 400213,
    RecoveryTargetRefused = 400214,

    // Own: jobs, protection
    JobCancelled = 400300,
    JobInterrupted = 400301,
    BadJobTransition = 400302,
    NothingToProtect = 400303,
    PathRefused = 400304,
    SourceInOtherGroup = 400305,
    ProtectionStopped = 400306,
    NoRecoveryPoint = 400307,
    VaultCopyFailed = 400308,
    BadRetention = 400309,
    BadPattern = 400310,
    GroupNotEmpty = 400311,
    JobReplaced = 400312,

    // Own: alerts
    PointsMissing = 400400,
    ClockJump = 400401,
    DamageFound = 400402,
    DescriptionUnreadable = 400403,

    // Own: vault service
    VaultCredentialsForeign = 400500,
    VaultCredentialsAltered = 400501,
    VaultCredentialsSuperseded = 400502,
    VaultNotRegistered = 400503,
    VaultNameTaken = 400504,
    VaultNotFound = 400505,
    ServerNameTaken = 400506,
    VaultDataDamaged = 400507,
    VaultNameInvalid = 400508,
    ServerNotFound = 400509,

    // Own: agents and enrolment (400600 to 400649)
    AgentTokenRefused = 400600,
    AgentTokenUnreadable = 400601,
    AgentServerNotPinned = 400602,
    AgentAlreadyEnrolled = 400603,
    AgentNotEnrolled = 400604,
    AgentRemoved = 400605,
    AgentNameTaken = 400606,
    BadAgentName = 400607,
    AgentCertificateEnding = 400608,
    AgentStale = 400609,
    AgentGatewayClosed = 400610,
    AgentReplaced = 400611,
    AgentRequestRefused = 400612,
    AuthorityUnusable = 400614,

    // Own: data that agents send (400630 to 400649)
    ChunkNotAsNamed = 400630,
    ForeignChunkNamed = 400631,
    AgentMessageRefused = 400632,
    AttemptUnknown = 400633,

    // Own: accounts, roles, second factor, audit (400650 to 400699)
    SignInFailed = 400650,
    SignInDelayed = 400651,
    CodeNeeded = 400652,
    ConfirmationNeeded = 400653,
    ConfirmationRefused = 400654,
    PasswordTooWeak = 400655,
    AccountNameTaken = 400656,
    BadAccount = 400657,
    SecondFactorMissing = 400658,
    AuditNotWritten = 400659,
    AuditBroken = 400660,
    DirectoryUnreachable = 400661,
    IdentityProviderFailed = 400662,
    CertificateUnusable = 400663,
    CertificateNotPinned = 400664,

    // Own: groups, schedules, scripts, cloud policy, billing (400700 to 400749)
    SubscriptionDeprovisioned = 400700,
    ContactLost = 400701,
    ContactCountdown = 400702,
    OnlinePointsDeleted = 400703,
    PricesNotUsable = 400704,
    ProxyNotUsable = 400705,
    BadPolicy = 400720,
    ScheduledTimeOver = 400721,
    ScriptOutput = 400722,
    ProtectionActive = 400723,
    AutoProtectionFailed = 400724,
    SeedRefused = 400725,
    SlaMissed = 400726,
    MemberStale = 400727,

    // Own: notifications, configuration, telemetry (400750 to 400799)
    PoolThreshold = 400750,
    BackupPartial = 400751,
    NotificationsGivenUp = 400752,
    ConfigurationContradicts = 400753,
    MailNotConfigured = 400754,
    MailFailed = 400755,
    WebhookNotConfigured = 400756,
    WebhookRefused = 400757,
    WebhookFailed = 400758,
    BadAddress = 400759,
    SecretFileUnusable = 400760,
    AlreadySubscribed = 400761,

    // Own: catalog and job queue (400800 to 400849)
    CatalogUnavailable = 400800,
    CatalogInUse = 400801,
    CatalogRefused = 400802,

    // Own: the vault service, its owner's side (400900 to 400919)
    VaultCredentialsUsed = 400900,
    VaultCertificateRefused = 400901,
    VaultCallerRefused = 400902,
    VaultNotEmpty = 400903,
    VaultStorageTaken = 400904,
    AdministratorNotFound = 400905,

    // Own: what a vault allows (400920 to 400939)
    VaultNameForbidden = 400920,
    VaultKeepsBlob = 400921,
    VaultNameRetired = 400922,
    VaultBytesDiffer = 400923,
    VaultBlobTooLong = 400924,
    VaultClockDoubtful = 400925,
    VaultPackDamaged = 400926,

    // Own: the way to a vault (400940 to 400959)
    VaultNotTrusted = 400940,
    VaultProxyFailed = 400941,
    VaultAnswerUnreadable = 400942,
    VaultBlobMissing = 400943,
    VaultBlobExists = 400944,
    VaultStorageFull = 400945,
    VaultStorageFailed = 400946,
    VaultBusy = 400947,
    VaultUploadRefused = 400948,
    VaultRangeRefused = 400949,

    // Own: keys, take-over, and recovery from a vault (400960 to 400979)
    PoolNotEmpty = 400960,
    VaultKeepsPoints = 400961,
    VaultRetentionRefused = 400962,

    // Own: forecasts, Azure (400980 to 400999)

    // Own: setup (401000 to 401049)
    SetupCheckFailed = 401000,
    SetupAnswersWrong = 401001,
    SetupUnderWay = 401002,
    SetupLinkRefused = 401003,
    SetupDone = 401004,
    PassphraseNotSaved = 401005,
    PassphraseNotShown = 401006,
    SetupNotUndone = 401007,
    SetupFailed = 401008,
    // Own: looking into recovery points, downloads, reports of recoveries (401050 to 401069)
    ContentIncomplete = 401050,
    ItemHasNoContent = 401051,
    ContentRangeRefused = 401052,
    RetryNotPossible = 401053,
    ContentChanging = 401054,
    // Own: reports, changed settings, installers (401090 to 401119)
    ReportUnknown = 401090,
    SettingUnknown = 401091,
    SettingRefused = 401092,
    AgentProgramMissing = 401093,
    VaultTooOld = 401094,
    BandwidthRefused = 401095,
    // Own: applications: addresses, credentials, chains (401200 to 401249)
    // Own: recoveries to a moment, drills (401250 to 401279)
    // Own: the S3 endpoint (401280 to 401299)
    ObjectEndpointClosed = 401280,
    ObjectAuthorityUnusable = 401281,
    // Own: inspecting files (401300 to 401319)
    InspectedUnknown = 401300,
    InspectedMalformed = 401301,
    InspectedDamaged = 401302,
    InspectedOpaque = 401303,
    InspectedHoldsNoFiles = 401304,
    InspectedUnreadable = 401305,
}
