namespace Rebato.Kernel;

/// <summary>How a period is counted.</summary>
public enum Counting
{
    /// <summary>No period: due at the moment it starts.</summary>
    AtOnce,

    /// <summary>Hours that pass, holidays and clock changes included; added in UTC.</summary>
    ElapsedHours,

    /// <summary>Hours of working days, minute to minute (Ley 39/2015 art. 30.1).</summary>
    WorkingHours,

    /// <summary>Days that are not off, from the day after (art. 30.2 and 30.3).</summary>
    WorkingDays,

    /// <summary>All days, from the day after.</summary>
    CalendarDays,

    /// <summary>To the same day of the month, else its last day (art. 30.4; Regulation 1182/71 art. 3.2.c).</summary>
    Months,

    /// <summary>As months, by years.</summary>
    Years,
}

/// <summary>What starts a clock.</summary>
public enum Trigger
{
    Awareness,
    InitialNotification,
    IncidentNotification,
    AuthorityNotification,
    RequestReceived,
    ActNotified,
    LastUpdate,
    PasswordChanged,
    LastUse,
    Deletion,
    LastReview,
}

/// <summary>Who must receive what is due.</summary>
public enum Addressee
{
    ControlAuthority,
    CcnCert,
    Csirt,
    DataSubject,
    Applicant,
    PartyToTheFile,
    DigitalOffice,
    SecurityCommittee,
    DataController,
}

/// <summary>Another way somebody could read the same period: shown to the legal service, never taken as time.</summary>
public enum Reading
{
    /// <summary>Regulation 1182/71 art. 3(1): the hour of the event is left out.</summary>
    NextFullHour,

    /// <summary>Regulation 1182/71 art. 3(5): at least two working days.</summary>
    TwoWorkingDays,

    /// <summary>Same time on the wall, which is not the same number of hours when the clocks change.</summary>
    WallClock,

    /// <summary>The same number, in working days.</summary>
    WorkingDays,

    /// <summary>The last day, being off, moved to the next working day.</summary>
    MovedWhenOff,

    /// <summary>What enters the electronic registry on a day off counts as entered on the next working day (art. 31.2).</summary>
    RegistryEntry,
}
