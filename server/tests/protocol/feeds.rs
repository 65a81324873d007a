use crate::support::{Client, Group, Server, Strand, Synced};
use dodam_seal::chain::{Authority, Role};
use dodam_seal::exchange::Frame;
use dodam_seal::{Chain, ChainId, DeviceId, Envelope};
use dodam_server::Limits;
use std::collections::HashMap;

/// A resident's phone and a worker's tablet, each with its group, and a care strand
/// of the resident's.
struct Pair {
    server: Server,
    phone: Client,
    tablet: Client,
    account: Group,
    team: Group,
    care: Strand,
}

async fn pair(limits: Limits) -> Pair {
    let server = Server::with(limits);
    let mut phone = Client::enrolled(1, &server).await;
    let mut tablet = Client::enrolled(2, &server).await;
    let (account, team) = (Group::of(&phone, 11), Group::of(&tablet, 12));
    let care = Strand::of(&account, &phone, 21);
    let frames = [account.frames(), vec![care.begin()]].concat();
    let pushed = phone.sync(&server, &[], &frames).await;
    assert_eq!((pushed.accepted.len(), pushed.refused.len()), (2, 0));
    tablet.sync(&server, &[], &team.frames()).await;
    Pair {
        server,
        phone,
        tablet,
        account,
        team,
        care,
    }
}

fn frames(envelopes: &[Envelope]) -> Vec<Frame> {
    let envelopes = envelopes.iter();
    envelopes.map(|e| Frame::Envelope(e.to_bytes())).collect()
}

struct Known(HashMap<ChainId, Chain>);

impl Authority for Known {
    fn role_in(&self, group: &ChainId, device: &DeviceId) -> Option<Role> {
        self.0.get(group)?.role_of(device, &())
    }
}

/// Verifies chains in the order they came, as a client does.
fn verify(synced: &Synced) -> HashMap<ChainId, Chain> {
    let mut known = Known(HashMap::new());
    for entry in &synced.entries {
        let chain = match known.0.remove(&entry.chain()) {
            None => Chain::begin(entry, &known),
            Some(mut chain) => chain.append(entry, &known).map(|()| chain),
        };
        known
            .0
            .insert(entry.chain(), chain.expect("in an order that verifies"));
    }
    known.0
}

#[tokio::test]
async fn a_team_gets_nothing_before_it_is_let_in_and_everything_after() {
    let mut p = pair(Limits::default()).await;
    let history = p.care.history(&p.phone.actor, 3);
    let pushed = p.phone.sync(&p.server, &[], &frames(&history)).await;
    assert_eq!(pushed.stored, [(p.care.id(), history[2].mark())]);
    let before = p.tablet.sync_own(&p.server, &p.team).await;
    assert_eq!((before.entries.len(), before.envelopes.len()), (1, 0));

    let share = p.care.share(&p.team, Role::WRITER, &p.phone);
    p.phone.sync(&p.server, &[], &[share]).await;
    let after = p.tablet.sync_own(&p.server, &p.team).await;
    let chains = verify(&after);
    assert_eq!(chains.len(), 3, "both groups and the strand");
    assert_eq!(chains[&p.care.id()].length(), 2);
    assert_eq!(after.envelopes, history);
    let entries_first = [true, true, true, true, false, false, false];
    assert_eq!(after.order, entries_first);

    // The resident's feed has the team's chain, to verify the worker's envelopes with.
    let phone = p.phone.sync_own(&p.server, &p.account).await;
    assert_eq!(verify(&phone).len(), 3);
    let again = p.tablet.sync(&p.server, &[(&p.team, 7)], &[]).await;
    assert!(again.order.is_empty(), "nothing new");
}

#[tokio::test]
async fn each_gets_what_the_other_wrote_and_not_its_own() {
    let mut p = pair(Limits::default()).await;
    let share = p.care.share(&p.team, Role::WRITER, &p.phone);
    p.phone.sync(&p.server, &[], &[share]).await;
    let visits = p.care.history(&p.tablet.actor, 2);
    let pushed = p
        .tablet
        .sync(&p.server, &[(&p.team, 0)], &frames(&visits))
        .await;
    assert_eq!(pushed.stored, [(p.care.id(), visits[1].mark())]);
    assert!(pushed.envelopes.is_empty(), "its own");
    let end = pushed.end().cursors[0];
    let place = p
        .server
        .count("SELECT last FROM feed ORDER BY id DESC LIMIT 1");
    assert_eq!(end.place, place as u64, "left-out places count");

    let pulled = p.phone.sync(&p.server, &[(&p.account, 0)], &[]).await;
    assert_eq!(pulled.envelopes, visits);
    let fresh = p.tablet.sync_own(&p.server, &p.team).await;
    assert_eq!(fresh.envelopes, visits, "a fresh copy asks for its own");
}

#[tokio::test]
async fn a_teams_new_device_is_known_to_all_who_share_with_the_team() {
    let mut p = pair(Limits::default()).await;
    let share = p.care.share(&p.team, Role::WRITER, &p.phone);
    p.phone.sync(&p.server, &[], &[share]).await;
    let nurse = Client::enrolled(3, &p.server).await;
    let add = p.team.add(&nurse, Role::WRITER, &p.tablet);
    p.tablet.sync(&p.server, &[], &[add]).await;
    let pulled = p.phone.sync_own(&p.server, &p.account).await;
    let chains = verify(&pulled);
    assert_eq!(chains[&p.team.id()].length(), 2);
}

#[tokio::test]
async fn a_long_feed_comes_in_replies_that_say_there_is_more() {
    let limits = Limits {
        pull_bytes: 2000,
        ..Limits::default()
    };
    let mut p = pair(limits).await;
    let share = p.care.share(&p.team, Role::WRITER, &p.phone);
    p.phone.sync(&p.server, &[], &[share]).await;
    let history = p.care.history(&p.phone.actor, 20);
    p.phone.sync(&p.server, &[], &frames(&history)).await;
    let (mut place, mut pulled, mut replies) = (0, Vec::new(), 0);
    loop {
        let synced = p.tablet.sync(&p.server, &[(&p.team, place)], &[]).await;
        place = synced.end().cursors[0].place;
        pulled.extend(synced.envelopes.clone());
        replies += 1;
        if !synced.end().more {
            break;
        }
    }
    assert_eq!(pulled, history, "each once, in order");
    assert!(replies > 3, "{replies}");
}

#[tokio::test]
async fn a_group_one_is_not_in_is_passed_over_without_a_word() {
    let mut p = pair(Limits::default()).await;
    let unknown = Group::of(&p.tablet, 99);
    let asked = [(&p.account, 0), (&unknown, 0), (&p.team, 0), (&p.team, 0)];
    let synced = p.tablet.sync(&p.server, &asked, &[]).await;
    assert!(synced.order.is_empty());
    let cursors: Vec<_> = synced.end().cursors.iter().map(|c| c.feed).collect();
    assert_eq!(cursors, [p.team.id()], "only its own, once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_push_at_once_leave_no_gap_in_a_feed() {
    let mut p = pair(Limits::default()).await;
    let share = p.care.share(&p.team, Role::WRITER, &p.phone);
    p.phone.sync(&p.server, &[], &[share]).await;
    let ours = frames(&p.care.history(&p.phone.actor, 30));
    let theirs = frames(&p.care.history(&p.tablet.actor, 30));
    let (a, b) = tokio::join!(
        p.phone.sync(&p.server, &[], &ours),
        p.tablet.sync(&p.server, &[], &theirs),
    );
    assert_eq!((a.refused.len(), b.refused.len()), (0, 0));
    let gaps = "SELECT count(*) FROM feed JOIN (SELECT feed, count(*) AS n, max(place) AS m,
                min(place) AS l FROM feed_entry GROUP BY feed) ON feed = id
                WHERE n <> m OR m <> last OR l <> 1";
    assert_eq!(p.server.count(gaps), 0);
    let all = p.phone.sync_own(&p.server, &p.account).await;
    assert_eq!(all.envelopes.len(), 60);
}
