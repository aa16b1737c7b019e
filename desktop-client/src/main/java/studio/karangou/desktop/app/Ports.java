package studio.karangou.desktop.app;

import java.time.InstantSource;
import java.util.List;
import studio.karangou.common.model.Failure;
import studio.karangou.common.protocol.Journal;
import studio.karangou.desktop.feature.catalogue.Downloads;
import studio.karangou.desktop.feature.catalogue.Library;
import studio.karangou.desktop.feature.catalogue.Marks;
import studio.karangou.desktop.feature.contribution.Projects;
import studio.karangou.desktop.feature.discussion.Messages;
import studio.karangou.desktop.feature.enrolment.DriveEnrolment;
import studio.karangou.desktop.feature.enrolment.Enrolment;
import studio.karangou.desktop.feature.health.OwnHealth;
import studio.karangou.desktop.feature.kiosk.KioskDesk;
import studio.karangou.desktop.feature.sync.DriveRoad;
import studio.karangou.desktop.feature.sync.Neighbourhood;
import studio.karangou.desktop.feature.sync.SyncState;
import studio.karangou.desktop.ui.Settings;

/// What the screens stand on, as the engines give it. Only [Screens] and [Desktop] see it whole; a view model
/// gets the one or two ports that it needs.
///
/// @param marks favourites and ratings
/// @param settings kept in the encrypted store, once it is open
/// @param time the device's best, which the machine's clock may not be
/// @param player opens films for showing
/// @param health how this device is
/// @param notices what had to be mended to open, to be told once
/// @param close ends the engines in order; called once, blocks until everything is on disk
public record Ports(
        Enrolment enrolment,
        DriveEnrolment driveEnrolment,
        Library library,
        Downloads downloads,
        Marks marks,
        Projects projects,
        KioskDesk kiosks,
        Messages messages,
        SyncState sync,
        DriveRoad driveRoad,
        Neighbourhood neighbours,
        Journal journal,
        Settings settings,
        InstantSource time,
        PlayerOpener player,
        PeoplePorts people,
        OwnHealth health,
        List<Failure> notices,
        Runnable close) {}
